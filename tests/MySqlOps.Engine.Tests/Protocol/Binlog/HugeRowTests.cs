using MySqlOps.Engine.Protocol.Binlog;

namespace MySqlOps.Engine.Tests.Protocol.Binlog;

/// <summary>A row is walked through without being kept.</summary>
public sealed class HugeRowTests
{
    private const int RowLength = 96 * 1024 * 1024;

    [Fact]
    public void MemoryStaysFlatOverARowOfAnySize()
    {
        // A LONGBLOB alone: a table of one column, and one row whose value fills the event.
        var bytes = new EventBytes(new Zeros([0, 0, 2, 0, 1, 0x01, 0x00, .. BitConverter.GetBytes(RowLength)]));
        bytes.Begin(11 + RowLength);
        var widths = ColumnWidths.Read([252], [4]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(1, RowImages.Count(bytes, BinlogEventType.WriteRows, widths));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 * 1024);
    }

    /// <summary>A few bytes, and nothing but zeros after them.</summary>
    private sealed class Zeros(byte[] head) : IByteSource
    {
        private int _at;

        public int Read(Span<byte> buffer)
        {
            if (_at >= head.Length)
            {
                buffer.Clear();
                return buffer.Length;
            }

            var count = Math.Min(buffer.Length, head.Length - _at);
            head.AsSpan(_at, count).CopyTo(buffer);
            _at += count;
            return count;
        }
    }
}
