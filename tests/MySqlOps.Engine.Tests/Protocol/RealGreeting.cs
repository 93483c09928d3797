namespace MySqlOps.Engine.Tests.Protocol;

/// <summary>The first packet of a MySQL 9.7.4 server, as it came over the network.</summary>
internal static class RealGreeting
{
    private const int HeaderLength = 4;

    /// <summary>Where the lower capabilities start in the payload; the bit of CLIENT_SSL is in their second byte.</summary>
    private const int CapabilitiesOffset = 22;

    private const byte TlsBit = 0x08;

    /// <summary>The packet with its header.</summary>
    public static byte[] Packet => Convert.FromHexString(
        "4b0000000a392e372e342d32001f000000166f075b5a46304100ffffff0200ffdf15"
        + "0000000000000000000019532a5a255e087e290c07540063616368696e675f736861325f70617373776f726400");

    /// <summary>What follows the header.</summary>
    public static byte[] Payload => Packet[HeaderLength..];

    /// <summary>The packet of the same server if it offered no TLS.</summary>
    public static byte[] PacketWithoutTls
    {
        get
        {
            var packet = Packet;
            packet[HeaderLength + CapabilitiesOffset + 1] &= unchecked((byte)~TlsBit);
            return packet;
        }
    }

    /// <summary>What follows the header of <see cref="PacketWithoutTls"/>.</summary>
    public static byte[] PayloadWithoutTls => PacketWithoutTls[HeaderLength..];
}
