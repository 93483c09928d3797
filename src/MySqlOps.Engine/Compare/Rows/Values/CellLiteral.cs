using System.Globalization;
using System.Numerics;
using System.Text;

namespace MySqlOps.Engine.Compare.Rows.Values;

/// <summary>Cells as SQL literals.</summary>
internal static class CellLiteral
{
    /// <summary>What is shown of a value at most.</summary>
    public const int ShownLength = 120;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The literal that gives the exact value under every sql_mode, connection character set and time zone.</summary>
    /// <param name="column">The column that the cell was read from.</param>
    /// <param name="cell">The cell; null for NULL.</param>
    public static string Write(StoredColumn column, byte[]? cell) => cell is null ? "NULL" : column.Kind switch
    {
        LiteralKind.Number or LiteralKind.Member => Ascii(cell),
        LiteralKind.Double => Double(Ascii(cell)),
        LiteralKind.Temporal => $"'{Ascii(cell)}'",
        LiteralKind.Timestamp => Timestamp(Ascii(cell)),
        LiteralKind.Text => Text(column.CharacterSet!, cell),
        LiteralKind.Bits => new BigInteger(cell, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture),
        LiteralKind.Json => $"CAST({Text("utf8mb4", cell)} AS JSON)",
        _ => Bytes(cell),
    };

    /// <summary>The value for people: shortened, and text and JSON without what says their character set.</summary>
    public static string Show(StoredColumn column, byte[]? cell)
    {
        if (cell is null)
            return "NULL";
        var text = column.Kind switch
        {
            LiteralKind.Text when IsUtf8(column.CharacterSet) && Decode(cell) is { } shown => $"'{shown.Replace("'", "''", StringComparison.Ordinal)}'",
            LiteralKind.Json when Decode(cell) is { } shown => $"'{shown.Replace("'", "''", StringComparison.Ordinal)}'",
            LiteralKind.Timestamp => $"'{Ascii(cell)}'",
            _ => Write(column, cell.Length > ShownLength ? cell[..ShownLength] : cell),
        };
        return Shorten(text, ShownLength);
    }

    /// <summary>A text that is cut where it is longer, with an ellipsis that says so.</summary>
    public static string Shorten(string text, int length) => text.Length <= length ? text : $"{text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)]}…";

    /// <summary>True for a character set whose bytes are UTF-8.</summary>
    public static bool IsUtf8(string? characterSet) => characterSet is "utf8mb4" or "utf8mb3" or "utf8" or "ascii";

    private static string Ascii(byte[] cell) => Encoding.ASCII.GetString(cell);

    // Without an exponent it would be a DECIMAL literal, which has no negative zero and no room for every DOUBLE.
    private static string Double(string text) => text.Contains('e', StringComparison.OrdinalIgnoreCase) ? text : $"{text}e0";

    // With its offset it means the same moment in every session's time zone (8.0.19, manual 11.1.3). A zero date takes none.
    private static string Timestamp(string text) => text.StartsWith("0000", StringComparison.Ordinal) ? $"'{text}'" : $"TIMESTAMP'{text}+00:00'";

    private static string Bytes(byte[] cell) => cell.Length == 0 ? "''" : $"0x{Convert.ToHexString(cell)}";

    /// <summary>Plain only where no sql_mode and no client reads it otherwise: without backslashes and control characters.</summary>
    private static string Text(string characterSet, byte[] cell)
    {
        if (cell.Length == 0)
            return $"_{characterSet}''";
        if (IsUtf8(characterSet) && !cell.AsSpan().ContainsAny(Unsafe) && Decode(cell) is { } text)
            return $"_utf8mb4'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        return $"_{characterSet} 0x{Convert.ToHexString(cell)}";
    }

    private static System.Buffers.SearchValues<byte> Unsafe { get; } =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 32).Select(static code => (byte)code), (byte)'\\', 127]);

    /// <summary>Null for bytes that are no UTF-8.</summary>
    private static string? Decode(byte[] cell)
    {
        try
        {
            return Strict.GetString(cell);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
