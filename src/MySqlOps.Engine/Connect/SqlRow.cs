using System.Globalization;
using System.Text;

namespace MySqlOps.Engine.Connect;

/// <summary>One row of a control-plane result, its cells asked for by column name and read the same way on every driver.</summary>
internal sealed class SqlRow(IReadOnlyDictionary<string, int> columns, object?[] cells)
{
    /// <summary>True when the result has such a column: SHOW statements differ by version.</summary>
    public bool Has(string column) => columns.ContainsKey(column);

    /// <summary>True when the cell is NULL.</summary>
    public bool IsNull(string column) => Cell(column) is null;

    /// <summary>The cell as text; NULL is an error.</summary>
    public string Text(string column) => TextOrNull(column) ?? throw new InvalidOperationException($"Column {column} is NULL.");

    /// <summary>The cell as text; null for NULL.</summary>
    public string? TextOrNull(string column) => AsText(Cell(column));

    /// <summary>The cell as a whole number; NULL is an error.</summary>
    public long Int64(string column) => Int64OrNull(column) ?? throw new InvalidOperationException($"Column {column} is NULL.");

    /// <summary>The cell as a whole number; null for NULL. Unsigned numbers past <see cref="long.MaxValue"/> stop there.</summary>
    public long? Int64OrNull(string column) => Cell(column) switch
    {
        null => null,
        string or byte[] => Clamp(decimal.Parse(TextOrNull(column)!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
        ulong or decimal => Clamp(Convert.ToDecimal(Cell(column), CultureInfo.InvariantCulture)),
        var number => Convert.ToInt64(number, CultureInfo.InvariantCulture),
    };

    /// <summary>The cell as a truth: a number other than 0, ON or YES; null for NULL.</summary>
    public bool? BooleanOrNull(string column) => TextOrNull(column) switch
    {
        null => null,
        var text when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number != 0,
        var text => text.Equals("ON", StringComparison.OrdinalIgnoreCase) || text.Equals("YES", StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>The first cell as text; null for NULL.</summary>
    public string? FirstTextOrNull() => AsText(cells[0]);

    private static long Clamp(decimal number) => (long)Math.Round(Math.Clamp(number, long.MinValue, long.MaxValue));

    private static string? AsText(object? cell) => cell switch
    {
        null => null,
        string text => text,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };

    private object? Cell(string column) => cells[columns[column]];
}
