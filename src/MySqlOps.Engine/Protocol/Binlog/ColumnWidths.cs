namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>
/// How many bytes each column of a table takes in a row image, so that rows can be walked through without being decoded (MySQL Source Code Documentation, "Table_map_event", the table of types).
/// </summary>
internal sealed class ColumnWidths
{
    /// <summary>Fixed widths as they are; the bytes of a length that stands before the value as negative numbers.</summary>
    private readonly int[] _widths;

    private ColumnWidths(int[] widths, int jsonColumns)
    {
        _widths = widths;
        JsonColumns = jsonColumns;
    }

    /// <summary>How many columns there are.</summary>
    public int Count => _widths.Length;

    /// <summary>How many columns are of type JSON.</summary>
    public int JsonColumns { get; }

    /// <summary>Reads the widths from a table map's types and their metadata.</summary>
    /// <returns>Null when there is a type whose width is not known.</returns>
    public static ColumnWidths? Read(ReadOnlySpan<byte> types, ReadOnlySpan<byte> metadata)
    {
        var widths = new int[types.Length];
        var json = 0;
        for (var i = 0; i < types.Length; i++)
        {
            var type = (ColumnType)types[i];
            var length = MetadataLength(type);
            if (length < 0)
                return null;
            if (metadata.Length < length)
                throw new BinlogFormatException("A table map of the binary log has too little metadata.");
            widths[i] = Width(type, metadata[..length]);
            metadata = metadata[length..];
            if (type == ColumnType.Json)
                json++;
        }

        return new ColumnWidths(widths, json);
    }

    /// <summary>Passes over a column's value.</summary>
    public void Skip(EventBytes bytes, int column)
    {
        var width = _widths[column];
        bytes.Skip(width >= 0 ? width : (long)Math.Min(bytes.Number(-width), long.MaxValue));
    }

    private static int MetadataLength(ColumnType type) => type switch
    {
        ColumnType.Tiny or ColumnType.Short or ColumnType.Long or ColumnType.LongLong or ColumnType.Int24 or ColumnType.Null or ColumnType.Year or ColumnType.Date or ColumnType.NewDate
            or ColumnType.Time or ColumnType.DateTime or ColumnType.Timestamp => 0,
        ColumnType.Float or ColumnType.Double or ColumnType.Timestamp2 or ColumnType.DateTime2 or ColumnType.Time2 or ColumnType.TinyBlob or ColumnType.MediumBlob or ColumnType.LongBlob or ColumnType.Blob
            or ColumnType.Geometry or ColumnType.Json or ColumnType.Vector => 1,
        ColumnType.VarChar or ColumnType.VarString or ColumnType.String or ColumnType.NewDecimal or ColumnType.Bit or ColumnType.Enum or ColumnType.Set => 2,
        _ => -1,
    };

    private static int Width(ColumnType type, ReadOnlySpan<byte> metadata) => type switch
    {
        ColumnType.Tiny or ColumnType.Year => 1,
        ColumnType.Short => 2,
        ColumnType.Int24 or ColumnType.Date or ColumnType.NewDate or ColumnType.Time => 3,
        ColumnType.Long or ColumnType.Timestamp => 4,
        ColumnType.LongLong or ColumnType.DateTime => 8,
        ColumnType.Float or ColumnType.Double => metadata[0],
        ColumnType.Time2 => 3 + FractionWidth(metadata[0]),
        ColumnType.Timestamp2 => 4 + FractionWidth(metadata[0]),
        ColumnType.DateTime2 => 5 + FractionWidth(metadata[0]),
        ColumnType.VarChar or ColumnType.VarString => (metadata[0] | (metadata[1] << 8)) > byte.MaxValue ? -2 : -1,
        ColumnType.String => StringWidth(metadata[0], metadata[1]),
        ColumnType.Enum or ColumnType.Set => metadata[1],
        ColumnType.NewDecimal => DecimalWidth(metadata[0], metadata[1]),
        ColumnType.Bit => metadata[1] + (metadata[0] > 0 ? 1 : 0),
        ColumnType.TinyBlob or ColumnType.MediumBlob or ColumnType.LongBlob or ColumnType.Blob or ColumnType.Geometry or ColumnType.Json or ColumnType.Vector => BlobWidth(metadata[0]),
        _ => 0,
    };

    private static int FractionWidth(byte digits) => (digits + 1) / 2;

    private static int BlobWidth(byte lengthBytes) => lengthBytes is >= 1 and <= 4
        ? -lengthBytes
        : throw new BinlogFormatException("A table map of the binary log has a BLOB whose length is of no known width.");

    /// <summary>ENUM and SET come as strings too; a string of more than 255 bytes hides the upper bits of its length in the type.</summary>
    private static int StringWidth(byte first, byte second)
    {
        if ((first & 0x30) != 0x30)
            return (second | (((first & 0x30) ^ 0x30) << 4)) > byte.MaxValue ? -2 : -1;
        return (ColumnType)first is ColumnType.Enum or ColumnType.Set ? second : -1;
    }

    /// <summary>Nine digits take four bytes, what is left of each part takes as many as it needs.</summary>
    private static int DecimalWidth(byte precision, byte scale)
    {
        if (scale > precision)
            throw new BinlogFormatException("A table map of the binary log has a DECIMAL with more decimals than digits.");
        return Part(precision - scale) + Part(scale);

        static int Part(int digits) => (digits / 9 * 4) + ((digits % 9) + 1) / 2;
    }
}
