namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>
/// Reads what a server sends of its binary logs, transaction by transaction (MySQL Source Code Documentation, "Binary log event structure"). An event is passed over as it comes, so that memory
/// does not grow with the size of a transaction or of a row.
/// </summary>
/// <param name="channel">The connection, on which the logs were asked for.</param>
/// <param name="isWanted">Says which transactions are looked into.</param>
internal sealed class BinlogDump(PacketChannel channel, Func<BinlogGtid, bool> isWanted)
{
    private const int EndLength = 9;
    private const int LongestError = 64 * 1024;

    private readonly PacketSource _packets = new(channel);

    /// <summary>Reads until the server is at the end of its logs.</summary>
    /// <param name="take">Takes a transaction; false when no further one is wanted, and then the connection is left in the middle of an answer.</param>
    /// <exception cref="WireException">The server refused, or can't read its own logs.</exception>
    /// <exception cref="BinlogFormatException">What came is no binary log.</exception>
    public async Task ReadAsync(Func<BinlogTransaction, ValueTask<bool>> take)
    {
        var events = new BinlogEvents(_packets, new TransactionBuilder(isWanted));
        while (Next())
        {
            events.Read();
            if (events.TakeFinished() is { } transaction && !await take(transaction).ConfigureAwait(false))
                return;
        }

        if (events.End() is { } last)
            await take(last).ConfigureAwait(false);
    }

    /// <summary>Goes to the next event.</summary>
    /// <returns>False at the end.</returns>
    private bool Next()
    {
        var length = _packets.Next();
        Span<byte> mark = stackalloc byte[1];
        if (_packets.Read(mark) == 0)
            throw new BinlogFormatException("The server sent an empty packet in place of an event of its binary log.");
        switch (mark[0])
        {
            case ResponsePackets.Ok:
                return true;
            case ResponsePackets.End when length < EndLength:
                Span<byte> rest = stackalloc byte[EndLength];
                for (var done = 1; done < length;)
                    done += _packets.Read(rest[..(length - done)]);
                return false;
            case ResponsePackets.Error when length <= LongestError:
                var error = new byte[length];
                error[0] = mark[0];
                for (var done = 1; done < length;)
                    done += _packets.Read(error.AsSpan(done));
                throw ResponsePackets.ReadError(error);
            default:
                throw new BinlogFormatException("The server sent something else in place of an event of its binary log.");
        }
    }
}
