namespace MySqlOps.Engine.Foundation;

/// <summary>Values as they stand in a statement's text, for the few statements that take no parameter.</summary>
internal static class SqlLiteral
{
    /// <summary>A text in single quotes that reads the same under every sql_mode but NO_BACKSLASH_ESCAPES, which our sessions never set.</summary>
    /// <param name="value">The text.</param>
    public static string Quote(string value) =>
        $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
