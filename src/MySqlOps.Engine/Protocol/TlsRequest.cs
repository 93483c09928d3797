using System.Buffers.Binary;

namespace MySqlOps.Engine.Protocol;

/// <summary>The packet with which a client answers the greeting when it wants TLS (MySQL Source Code Documentation, "Protocol::SSLRequest").</summary>
internal static class TlsRequest
{
    private const uint Capabilities = 0x0001 | 0x0200 | 0x0800 | 0x8000 | 0x0008_0000;
    private const uint LongestPacket = 16 * 1024 * 1024;
    private const byte Utf8Mb4GeneralCi = 45;

    /// <summary>The packet with its header, as the second of the connection.</summary>
    public static byte[] Create()
    {
        var packet = new byte[36];
        packet[0] = 32;
        packet[3] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(4), Capabilities);
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(8), LongestPacket);
        packet[12] = Utf8Mb4GeneralCi;
        return packet;
    }
}
