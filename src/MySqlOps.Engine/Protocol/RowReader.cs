namespace MySqlOps.Engine.Protocol;

/// <summary>
/// Reads the rows of a text result set and hands their cells on as they lie in the read buffer (MySQL Source Code Documentation, "Text Resultset Row").
/// A row that does not fit into the buffer is handed on in pieces, so that memory does not grow with the size of a row.
/// </summary>
internal sealed class RowReader(PacketChannel channel, bool endsWithOk)
{
    private const byte NullCell = 0xFB;

    /// <summary>Reads columns, rows and the end.</summary>
    /// <param name="columnCount">The number of columns, which the first packet told.</param>
    /// <param name="sink">Takes the rows.</param>
    /// <param name="cancellationToken">Only for the sink: the network is read on until the server or somebody else ends it.</param>
    /// <returns>What the server says at the end, and whether another result follows.</returns>
    public async Task<(StatementOutcome Outcome, bool HasMore)> ReadAsync(int columnCount, IRowSink sink, CancellationToken cancellationToken)
    {
        sink.Begin(ReadColumns(columnCount));
        while (true)
        {
            if (TakeRows(columnCount, sink, out var outcome, out var hasMore))
            {
                await SinkBrokenException.FlushAsync(sink, cancellationToken).ConfigureAwait(false);
                return (outcome!, hasMore);
            }

            await SinkBrokenException.FlushAsync(sink, cancellationToken).ConfigureAwait(false);
            if (channel.NextIsLong)
                await new LongRow(channel, sink).ReadAsync(columnCount, cancellationToken).ConfigureAwait(false);
            else
                channel.Fill();
        }
    }

    private WireColumn[] ReadColumns(int count)
    {
        var columns = new WireColumn[count];
        for (var i = 0; i < count; i++)
            columns[i] = ReadColumn(channel.Read());

        if (!endsWithOk)
            _ = channel.Read();
        return columns;
    }

    private static WireColumn ReadColumn(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        for (var skipped = 0; skipped < 4; skipped++)
            _ = reader.Bytes(); // catalog, schema, table, original table
        var name = reader.Text();
        _ = reader.Bytes(); // original name
        _ = reader.Length();
        var collation = reader.UInt16();
        _ = reader.UInt32(); // display length
        var type = reader.Byte();
        return new WireColumn(name, collation, type, reader.UInt16());
    }

    /// <summary>Takes all the rows that have come whole.</summary>
    /// <returns>True at the end of the rows.</returns>
    private bool TakeRows(int columnCount, IRowSink sink, out StatementOutcome? outcome, out bool hasMore)
    {
        outcome = null;
        hasMore = false;
        while (channel.TryTake(out var payload))
        {
            if (payload.IsEmpty)
                throw new WireFormatException("The server sent an empty packet in place of a row.");

            // A row may start with 0xFE too, but then its first cell has 16 MB and more, and its packet is a long one.
            if (payload[0] == ResponsePackets.End)
            {
                outcome = endsWithOk ? ResponsePackets.ReadOk(payload, out hasMore) : ResponsePackets.ReadEof(payload, out hasMore);
                return true;
            }

            if (payload[0] == ResponsePackets.Error)
                throw ResponsePackets.ReadError(payload);
            TakeRow(payload, columnCount, sink);
        }

        return false;
    }

    private static void TakeRow(ReadOnlySpan<byte> payload, int columnCount, IRowSink sink)
    {
        sink.BeginRow();
        for (var column = 0; column < columnCount; column++)
        {
            if (payload.IsEmpty)
                throw new WireFormatException("The server sent a row with too few cells.");
            int length = payload[0];
            if (length < NullCell)
            {
                if (payload.Length <= length)
                    throw new WireFormatException("The server sent a row that ends within a cell.");
                sink.Cell(column, payload.Slice(1, length), true, true);
                payload = payload[(length + 1)..];
            }
            else if (length == NullCell)
            {
                sink.Null(column);
                payload = payload[1..];
            }
            else
            {
                var reader = new PayloadReader(payload);
                var cell = reader.Bytes();
                sink.Cell(column, cell, true, true);
                payload = reader.Rest();
            }
        }

        if (!payload.IsEmpty)
            throw new WireFormatException("The server sent a row with too many cells.");
        sink.EndRow();
    }
}
