namespace MySqlOps.Engine.Compare.Rows.Values;

/// <summary>The comparisons by which a statement finds a row only while it is as it was, <c>{0}</c> standing for the literal. Each is exact and takes NULL.</summary>
internal static class RowGuard
{
    /// <summary>The comparison of a column of the side that is changed.</summary>
    public static string Write(StoredColumn column)
    {
        var name = column.Quoted;
        return column.Kind switch
        {
            // Numbers can't tell 0 from -0, and the signs of their texts can; the texts themselves are cut to a width that depends on where they come from (seen on 9.7).
            LiteralKind.Double => $"({name} <=> {{0}} AND (CAST({name} AS CHAR) LIKE '-%') <=> (CAST({{0}} AS CHAR) LIKE '-%'))",

            // Byte by byte, whatever the collation, and in the column's character set, whatever the literal's.
            LiteralKind.Text => $"CAST({name} AS BINARY) <=> CAST(CONVERT({{0}} USING {column.CharacterSet}) AS BINARY)",

            // As text, in which 1 is not 1.0.
            LiteralKind.Json => $"CAST({name} AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb4_bin <=> CAST({{0}} AS CHAR CHARACTER SET utf8mb4)",
            LiteralKind.Geometry or LiteralKind.Vector => $"CONVERT({name} USING binary) <=> {{0}}",
            LiteralKind.Member => $"{column.Reading} <=> {{0}}",
            _ => $"{name} <=> {{0}}",
        };
    }
}
