using System.Buffers.Binary;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Tests.Protocol;

public class TlsRequestTests
{
    [Fact]
    public void RequestIsTheThirtyTwoBytesOfTheSecondPacket()
    {
        Assert.Equal("20000001" + "018A0800" + "00000001" + "2D" + new string('0', 46), Convert.ToHexString(TlsRequest.Create()));
    }

    [Theory]
    [InlineData(0x0000_0200)]
    [InlineData(0x0000_0800)]
    [InlineData(0x0000_8000)]
    [InlineData(0x0008_0000)]
    public void RequestSaysThatTheClientSpeaksTheProtocolOf41WithTlsAndPlugins(int capability)
    {
        var capabilities = BinaryPrimitives.ReadInt32LittleEndian(TlsRequest.Create().AsSpan(4));

        Assert.Equal(capability, capabilities & capability);
    }
}
