using MySqlOps.Engine.Protocol.Binlog;

namespace MySqlOps.Engine.Tests.Protocol.Binlog;

/// <summary>What a column takes in a row image follows from its type and metadata.</summary>
public sealed class ColumnWidthsTests
{
    [Theory]
    [InlineData(1, new byte[] { }, 1)]
    [InlineData(9, new byte[] { }, 3)]
    [InlineData(8, new byte[] { }, 8)]
    [InlineData(4, new byte[] { 4 }, 4)]
    [InlineData(16, new byte[] { 3, 1 }, 2)]
    [InlineData(16, new byte[] { 0, 2 }, 2)]
    [InlineData(17, new byte[] { 0 }, 4)]
    [InlineData(18, new byte[] { 3 }, 7)]
    [InlineData(19, new byte[] { 6 }, 6)]
    [InlineData(246, new byte[] { 20, 4 }, 10)]
    [InlineData(246, new byte[] { 65, 30 }, 30)]
    [InlineData(254, new byte[] { 247, 2 }, 2)]
    [InlineData(254, new byte[] { 248, 8 }, 8)]
    public void AFixedWidthIsPassedOver(byte type, byte[] metadata, int width) => Assert.Equal(width, Skipped([type], metadata, new byte[64]));

    [Theory]
    [InlineData(15, new byte[] { 255, 0 }, 1)]
    [InlineData(15, new byte[] { 0, 1 }, 2)]
    [InlineData(254, new byte[] { 254, 200 }, 1)]
    [InlineData(254, new byte[] { 0xEE, 0x90 }, 2)]
    [InlineData(252, new byte[] { 3 }, 3)]
    [InlineData(245, new byte[] { 4 }, 4)]
    [InlineData(242, new byte[] { 4 }, 4)]
    public void ALengthStandsBeforeWhatVaries(byte type, byte[] metadata, int lengthWidth)
    {
        var value = new byte[64];
        value[0] = 5;
        Assert.Equal(lengthWidth + 5, Skipped([type], metadata, value));
    }

    [Fact]
    public void AnUnknownTypeIsNotGuessed() => Assert.Null(ColumnWidths.Read([3, 20], [0, 0, 0]));

    [Fact]
    public void TooLittleMetadataIsNoTableMap() => Assert.Throws<BinlogFormatException>(static () => ColumnWidths.Read([15], [1]));

    private static long Skipped(byte[] types, byte[] metadata, byte[] value)
    {
        var bytes = new EventBytes(new Once(value));
        bytes.Begin(value.Length);
        ColumnWidths.Read(types, metadata)!.Skip(bytes, 0);
        return value.Length - bytes.Left;
    }

    private sealed class Once(byte[] bytes) : IByteSource
    {
        public int Read(Span<byte> buffer)
        {
            bytes.AsSpan(0, buffer.Length).CopyTo(buffer);
            return buffer.Length;
        }
    }
}
