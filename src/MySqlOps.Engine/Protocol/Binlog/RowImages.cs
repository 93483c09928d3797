namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>Counts the rows of a row event by walking through their images (MySQL Source Code Documentation, "Rows_event").</summary>
internal static class RowImages
{
    private const int PartialJson = 1;

    /// <summary>Counts.</summary>
    /// <param name="bytes">The event behind its table's number.</param>
    /// <param name="type">Its type.</param>
    /// <param name="widths">What the table's columns take; null when that is not known.</param>
    /// <returns>Null when the rows can't be walked through.</returns>
    public static long? Count(EventBytes bytes, BinlogEventType type, ColumnWidths? widths)
    {
        _ = bytes.UInt16();
        if (type is BinlogEventType.WriteRows or BinlogEventType.UpdateRows or BinlogEventType.DeleteRows or BinlogEventType.PartialUpdateRows)
            bytes.Skip(bytes.UInt16() - 2);
        if (widths is null)
            return null;
        if (bytes.Length() != widths.Count)
            throw new BinlogFormatException("A row event of the binary log has another number of columns than its table.");
        var isUpdate = type is BinlogEventType.UpdateRows or BinlogEventType.UpdateRowsV1 or BinlogEventType.PartialUpdateRows;
        var first = new Image(bytes, widths, false);
        var second = isUpdate ? new Image(bytes, widths, type == BinlogEventType.PartialUpdateRows) : null;

        // With a minimal row image an INSERT of defaults alone logs no column at all; it has an event of its own.
        if (first.IsEmpty && second is null)
            return 1;
        var rows = 0L;
        for (; bytes.Left > 0; rows++)
        {
            var left = bytes.Left;
            first.Skip();
            second?.Skip();
            if (bytes.Left == left)
                throw new BinlogFormatException("A row event of the binary log has rows without bytes.");
        }

        return rows;
    }

    private sealed class Image
    {
        private readonly EventBytes _bytes;
        private readonly ColumnWidths _widths;
        private readonly bool _hasOptions;
        private readonly int[] _columns;
        private readonly byte[] _nulls;

        public Image(EventBytes bytes, ColumnWidths widths, bool hasOptions)
        {
            (_bytes, _widths, _hasOptions) = (bytes, widths, hasOptions);
            var present = bytes.Take((widths.Count + 7) / 8);

            // The bits behind the last column are set or not; they say nothing.
            _columns = [.. Enumerable.Range(0, widths.Count).Where(column => (present[column / 8] & (1 << (column % 8))) != 0)];
            _nulls = new byte[(_columns.Length + 7) / 8];
        }

        public bool IsEmpty => _columns.Length == 0;

        public void Skip()
        {
            // The partial JSON updates themselves are stored as JSON values are: a length of four bytes, and the bytes.
            if (_hasOptions && (_bytes.Length() & PartialJson) != 0)
                _bytes.Skip((_widths.JsonColumns + 7) / 8);
            _bytes.Read(_nulls);
            for (var place = 0; place < _columns.Length; place++)
            {
                if ((_nulls[place / 8] & (1 << (place % 8))) == 0)
                    _widths.Skip(_bytes, _columns[place]);
            }
        }
    }
}
