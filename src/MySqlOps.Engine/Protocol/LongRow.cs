using System.Buffers.Binary;

namespace MySqlOps.Engine.Protocol;

/// <summary>A row that is longer than the read buffer, or than one packet: handed on piece by piece.</summary>
internal sealed class LongRow(PacketChannel channel, IRowSink sink)
{
    private const byte NullCell = 0xFB;

    /// <summary>What is left of the packet that is being read.</summary>
    private int _left;

    /// <summary>True when the packet is continued in the next one.</summary>
    private bool _continues = true;

    /// <summary>Reads the row whose header comes next.</summary>
    public async Task ReadAsync(int columnCount, CancellationToken cancellationToken)
    {
        var number = new byte[8];
        sink.BeginRow();
        for (var column = 0; column < columnCount; column++)
        {
            await ReadBytesAsync(number, 1, cancellationToken).ConfigureAwait(false);
            if (number[0] == NullCell)
            {
                sink.Null(column);
                continue;
            }

            var width = number[0] switch { < NullCell => 0, 0xFC => 2, 0xFD => 3, 0xFE => 8, _ => throw new WireFormatException("The server sent a length that is none.") };
            long length = number[0];
            if (width > 0)
            {
                Array.Clear(number);
                await ReadBytesAsync(number, width, cancellationToken).ConfigureAwait(false);
                length = BinaryPrimitives.ReadInt64LittleEndian(number);
            }

            await ReadCellAsync(column, length, cancellationToken).ConfigureAwait(false);
        }

        // A row whose last packet is exactly full is closed by an empty one.
        if (_left == 0 && _continues)
            NextPacket();
        if (_left != 0)
            throw new WireFormatException("The server sent a row with too many cells.");
        sink.EndRow();
    }

    private async Task ReadCellAsync(int column, long length, CancellationToken cancellationToken)
    {
        if (length < 0)
            throw new WireFormatException("The server sent a length beyond all bounds.");
        if (length == 0)
            sink.Cell(column, [], true, true);
        for (var done = 0L; done < length;)
        {
            await WaitAsync(cancellationToken).ConfigureAwait(false);
            done += HandOn(column, length, done);
        }
    }

    private int HandOn(int column, long length, long done)
    {
        var piece = channel.TakeAvailable((int)Math.Min(_left, length - done));
        _left -= piece.Length;
        sink.Cell(column, piece, done == 0, done + piece.Length == length);
        return piece.Length;
    }

    private async ValueTask ReadBytesAsync(byte[] target, int count, CancellationToken cancellationToken)
    {
        for (var done = 0; done < count;)
        {
            await WaitAsync(cancellationToken).ConfigureAwait(false);
            done += Copy(target, done, count);
        }
    }

    private int Copy(byte[] target, int done, int count)
    {
        var piece = channel.TakeAvailable(Math.Min(_left, count - done));
        piece.CopyTo(target.AsSpan(done));
        _left -= piece.Length;
        return piece.Length;
    }

    /// <summary>Waits until bytes of the row have come.</summary>
    private async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        while (_left == 0)
        {
            if (!_continues)
                throw new WireFormatException("The server sent a row that ends within a cell.");
            NextPacket();
        }

        while (channel.Available == 0)
        {
            await SinkBrokenException.FlushAsync(sink, cancellationToken).ConfigureAwait(false);
            channel.Fill();
        }
    }

    private void NextPacket()
    {
        _left = channel.TakeHeader();
        _continues = _left == PacketChannel.LongestPayload;
    }
}
