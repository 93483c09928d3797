using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace MySqlOps.Engine.Protocol;

/// <summary>What a client says at login.</summary>
internal static class LoginPackets
{
    private const uint LongestPacket = 1024 * 1024 * 1024;

    /// <summary>utf8mb4_general_ci: the one utf8mb4 collation whose number MySQL and MariaDB share.</summary>
    private const byte Utf8Mb4GeneralCi = 45;

    /// <summary>What the row stream makes use of, when the server offers it.</summary>
    public static Capabilities Wanted =>
        Capabilities.LongPassword | Capabilities.LongFlag | Capabilities.LocalFiles | Capabilities.Protocol41 | Capabilities.Transactions
        | Capabilities.SecureConnection | Capabilities.MultiResults | Capabilities.PluginAuth | Capabilities.ConnectAttributes
        | Capabilities.PluginAuthLengthEncoded | Capabilities.DeprecateEof;

    /// <summary>The request to go on in TLS (MySQL Source Code Documentation, "Protocol::SSLRequest").</summary>
    public static byte[] TlsRequest(Capabilities capabilities)
    {
        var payload = new byte[32];
        WriteHead(payload, capabilities | Capabilities.Tls);
        return payload;
    }

    /// <summary>The answer to the greeting (MySQL Source Code Documentation, "Protocol::HandshakeResponse41").</summary>
    /// <param name="capabilities">What was agreed on.</param>
    /// <param name="user">The account's user name.</param>
    /// <param name="proof">The plugin's first proof of the password.</param>
    /// <param name="plugin">The plugin.</param>
    public static byte[] Response(Capabilities capabilities, string user, ReadOnlySpan<byte> proof, string plugin)
    {
        var packet = new ArrayBufferWriter<byte>(256);
        WriteHead(packet.GetSpan(32)[..32], capabilities);
        packet.Advance(32);
        Write(packet, Encoding.UTF8.GetBytes(user));
        Write(packet, [0]);

        // A proof is never longer than 250 bytes, so its length is one byte with and without length encoding.
        Write(packet, [(byte)proof.Length]);
        Write(packet, proof);
        if (capabilities.HasFlag(Capabilities.PluginAuth))
        {
            Write(packet, Encoding.ASCII.GetBytes(plugin));
            Write(packet, [0]);
        }

        if (capabilities.HasFlag(Capabilities.ConnectAttributes))
        {
            byte[] attributes = [.. Attribute("program_name"), .. Attribute("MySqlOps"), .. Attribute("_client_name"), .. Attribute("MySqlOps row stream")];
            Write(packet, [(byte)attributes.Length]);
            Write(packet, attributes);
        }

        return packet.WrittenSpan.ToArray();
    }

    private static byte[] Attribute(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    private static void WriteHead(Span<byte> head, Capabilities capabilities)
    {
        head.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(head, (uint)capabilities);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], LongestPacket);
        head[8] = Utf8Mb4GeneralCi;
    }

    private static void Write(ArrayBufferWriter<byte> packet, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(packet.GetSpan(bytes.Length));
        packet.Advance(bytes.Length);
    }
}
