namespace MySqlOps.Engine.Foundation;

/// <summary>Names as they stand in a statement's text (manual 11.2, "Schema Object Names").</summary>
public static class SqlIdentifier
{
    /// <summary>A name in backticks, its own backticks doubled: right under every sql_mode.</summary>
    /// <param name="name">The bare name.</param>
    public static string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <summary>A schema's object, as <c>`db`.`table`</c>.</summary>
    /// <param name="schema">The schema's bare name.</param>
    /// <param name="name">The object's bare name.</param>
    public static string Quote(string schema, string name) => $"{Quote(schema)}.{Quote(name)}";
}
