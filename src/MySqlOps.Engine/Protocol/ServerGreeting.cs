using System.Buffers.Binary;
using System.Text;

namespace MySqlOps.Engine.Protocol;

/// <summary>
/// The first packet that a server sends: its greeting, or the error with which it turns the client away
/// (MySQL Source Code Documentation, "Protocol::HandshakeV10" and "ERR_Packet").
/// </summary>
internal sealed record ServerGreeting
{
    private const byte ErrorHeader = 0xFF;
    private const byte ProtocolVersion = 10;
    private const byte SqlStateMarker = (byte)'#';
    private const int SqlStateLength = 6;
    private const int HeaderLength = 4;
    private const int LongestGreeting = 1024;

    /// <summary>The server's error number when it turned us away; null for a greeting.</summary>
    public int? ErrorNumber { get; private init; }

    /// <summary>The server's sentence that goes with <see cref="ErrorNumber"/>; empty for a greeting.</summary>
    public string ErrorMessage { get; private init; } = "";

    /// <summary>True when the server offers TLS.</summary>
    public bool OffersTls => Capabilities.HasFlag(Capabilities.Tls);

    /// <summary>What the server can do.</summary>
    public Capabilities Capabilities { get; private init; }

    /// <summary>The server's id of this connection, as KILL takes it; only the lower 32 bits come with the greeting.</summary>
    public uint ConnectionId { get; private init; }

    /// <summary>The bytes to prove the password with, 20 of them; fewer from a server that is too old for us.</summary>
    public byte[] Nonce { get; private init; } = [];

    /// <summary>The plugin by which the server expects the account to log in; empty when it names none.</summary>
    public string Plugin { get; private init; } = "";

    /// <summary>Reads the greeting from a fresh connection.</summary>
    /// <returns>Null when what came is not a MySQL greeting.</returns>
    /// <exception cref="IOException">The connection ended.</exception>
    public static async Task<ServerGreeting?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderLength];
        await stream.ReadExactlyAsync(header, cancellationToken).ConfigureAwait(false);
        var length = header[0] | (header[1] << 8) | (header[2] << 16);
        if (length is 0 or > LongestGreeting)
            return null;
        var payload = new byte[length];
        await stream.ReadExactlyAsync(payload, cancellationToken).ConfigureAwait(false);
        return Parse(payload);
    }

    /// <summary>Reads the packet's payload.</summary>
    /// <returns>Null when it is not a MySQL greeting.</returns>
    internal static ServerGreeting? Parse(ReadOnlySpan<byte> payload)
    {
        if (payload.Length >= 3 && payload[0] == ErrorHeader)
        {
            return new ServerGreeting
            {
                ErrorNumber = BinaryPrimitives.ReadUInt16LittleEndian(payload[1..]),
                ErrorMessage = ReadMessage(payload[3..]),
            };
        }

        if (payload.IsEmpty || payload[0] != ProtocolVersion)
            return null;

        // version, NUL, thread id (4), scramble (8), filler (1), lower capabilities (2)
        var versionEnd = payload[1..].IndexOf((byte)0);
        var id = 1 + versionEnd + 1;
        var capabilities = id + 4 + 8 + 1;
        if (versionEnd < 0 || payload.Length < capabilities + 2)
            return null;
        var greeting = new ServerGreeting
        {
            ConnectionId = BinaryPrimitives.ReadUInt32LittleEndian(payload[id..]),
            Nonce = payload.Slice(id + 4, 8).ToArray(),
            Capabilities = (Capabilities)BinaryPrimitives.ReadUInt16LittleEndian(payload[capabilities..]),
        };

        // charset (1), status (2), upper capabilities (2), length of the scramble (1), filler (10)
        var rest = payload[(capabilities + 2)..];
        return rest.Length < 16 ? greeting : ReadRest(greeting, rest);
    }

    private static ServerGreeting ReadRest(ServerGreeting greeting, ReadOnlySpan<byte> rest)
    {
        // The scramble's second part is 13 bytes at least, of which the last is NUL.
        var length = Math.Min(Math.Max(13, rest[5] - 8), rest.Length - 16);
        var second = rest.Slice(16, length);
        var plugin = rest[(16 + length)..];
        var end = plugin.IndexOf((byte)0);
        return greeting with
        {
            Capabilities = greeting.Capabilities | (Capabilities)((uint)BinaryPrimitives.ReadUInt16LittleEndian(rest[3..]) << 16),
            Nonce = [.. greeting.Nonce, .. second[..Math.Min(12, second.Length)]],
            Plugin = Encoding.ASCII.GetString(end < 0 ? plugin : plugin[..end]),
        };
    }

    // A server that does not know yet what the client speaks leaves the SQLSTATE away; what stands between may not.
    private static string ReadMessage(ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetString(text.Length >= SqlStateLength && text[0] == SqlStateMarker ? text[SqlStateLength..] : text);
}
