using System.Globalization;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Rows.Values;

/// <summary>
/// What is selected of a column on either side so that the bytes are the same exactly when the values are. Where the definitions agree, that is the column as it is stored; where they do
/// not, both are brought to one form, so that a wider type or another character set makes no difference of values.
/// </summary>
internal static class ComparedExpression
{
    /// <summary>DECIMAL's most digits (manual 14.24.2).</summary>
    private const int MostDigits = 65;

    /// <summary>The expressions for the source and the target.</summary>
    public static (string Source, string Target) Make(ColumnDefinition source, ColumnDefinition target)
    {
        var same = (StoredColumn.Create(source).Reading, StoredColumn.Create(target).Reading);
        if (source.CharacterSet is { } sourceSet && target.CharacterSet is { } targetSet && Family(sourceSet) != Family(targetSet))
            return (Unicode(source, sourceSet), Unicode(target, targetSet));
        if (string.Equals(source.ColumnType, target.ColumnType, StringComparison.OrdinalIgnoreCase))
            return same;
        if (source.DataType is "bit" && target.DataType is "bit")
            return Both(name => $"{name} + 0");
        if (source.DataType is "enum" or "set" || target.DataType is "enum" or "set")
            return Both(static name => name);
        if (Digits(source) is var (sourceWhole, sourceScale) && Digits(target) is var (targetWhole, targetScale))
        {
            var scale = Math.Max(sourceScale, targetScale);
            var digits = Math.Max(sourceWhole, targetWhole) + scale;
            if (scale == 0)
                return Both(name => $"{name} + 0");
            if (digits <= MostDigits)
                return Both(name => string.Create(CultureInfo.InvariantCulture, $"CAST({name} AS DECIMAL({digits},{scale}))"));
        }

        if (IsMoment(source) && IsMoment(target))
            return Both(name => $"CAST({name} AS DATETIME(6))");
        return source.DataType == "time" && target.DataType == "time" ? Both(name => $"CAST({name} AS TIME(6))") : same;

        (string, string) Both(Func<string, string> write) => (write(SqlIdentifier.Quote(source.Name)), write(SqlIdentifier.Quote(target.Name)));
    }

    private static string Family(string characterSet) => CellLiteral.IsUtf8(characterSet) ? "utf8" : characterSet;

    /// <summary>As UTF-8; bytes that have no characters, which would all become the same, are told by their digits.</summary>
    private static string Unicode(ColumnDefinition column, string characterSet)
    {
        var name = SqlIdentifier.Quote(column.Name);
        if (CellLiteral.IsUtf8(characterSet))
            return name;
        return characterSet == "binary"
            ? name
            : $"IF(CAST(CONVERT(CONVERT({name} USING utf8mb4) USING {characterSet}) AS BINARY) <=> CAST({name} AS BINARY), CONVERT({name} USING utf8mb4), CONCAT('{characterSet} ', HEX({name})))";
    }

    private static (int Whole, int Scale)? Digits(ColumnDefinition column)
    {
        switch (column.DataType)
        {
            case "tinyint" or "smallint" or "mediumint" or "int" or "bigint":
                return (20, 0);
            case "decimal":
                var numbers = column.ColumnType[(column.ColumnType.IndexOf('(', StringComparison.Ordinal) + 1)..column.ColumnType.IndexOf(')', StringComparison.Ordinal)].Split(',');
                var scale = int.Parse(numbers[1], CultureInfo.InvariantCulture);
                return (int.Parse(numbers[0], CultureInfo.InvariantCulture) - scale, scale);
            default:
                return null;
        }
    }

    private static bool IsMoment(ColumnDefinition column) => column.DataType is "date" or "datetime" or "timestamp";
}
