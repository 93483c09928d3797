using MySqlOps.Engine.Catalog.CreateTable;

namespace MySqlOps.Engine.Compare.Definitions.Scratch;

/// <summary>What a statement of a script is about.</summary>
/// <param name="Verb">CREATE, ALTER, USE, SET, or another first word; in capitals.</param>
/// <param name="Kind">DATABASE, TABLE, VIEW, INDEX, TRIGGER and so on; empty for other statements.</param>
/// <param name="Name">The object's bare name; empty for other statements.</param>
/// <param name="Databases">The databases that it would make or change something in, where it names them.</param>
internal sealed record ScriptObject(string Verb, string Kind, string Name, IReadOnlyList<string> Databases)
{
    private static readonly string[] Kinds = ["DATABASE", "SCHEMA", "TABLE", "VIEW", "INDEX", "TRIGGER", "EVENT", "FUNCTION", "PROCEDURE", "LIBRARY"];

    /// <summary>True when the statement makes or changes an object of a database and nothing else.</summary>
    public bool IsDefinition => Verb is "CREATE" or "ALTER" && Kind is not ("" or "DATABASE");

    /// <summary>Reads a statement.</summary>
    public static ScriptObject Read(string statement)
    {
        SqlToken[] tokens = [.. SqlTokens.ReadScript(statement).Where(token => token.Kind is not (SqlTokenKind.ConditionStart or SqlTokenKind.ConditionEnd))];
        if (tokens.Length == 0)
            return new ScriptObject("", "", "", []);
        var verb = tokens[0].Span.ToString().ToUpperInvariant();
        if (verb == "USE")
            return new ScriptObject(verb, "DATABASE", "", tokens.Length > 1 ? [NameOf(tokens[1])] : []);
        if (verb is not ("CREATE" or "ALTER"))
            return new ScriptObject(verb, "", "", []);

        // A definer may be called like a kind of object, but then in quotes.
        var at = Array.FindIndex(tokens, token => token.Kind == SqlTokenKind.Word && Kinds.Contains(token.Span.ToString().ToUpperInvariant()));
        var stop = Array.FindIndex(tokens, token => token.IsWord("USER") || token.IsWord("ROLE") || token.IsWord("SERVER") || token.IsWord("TABLESPACE"));
        if (at < 0 || (stop > 0 && stop < at))
            return new ScriptObject(verb, "", "", []);
        var word = tokens[at].Span.ToString().ToUpperInvariant();
        var kind = word == "SCHEMA" ? "DATABASE" : word;
        var databases = new List<string>();
        var first = SkipCondition(tokens, at + 1);
        AddQualifier(tokens, first, kind == "DATABASE", databases);
        var name = first + (databases.Count > 0 && kind != "DATABASE" ? 2 : 0);
        if (kind is "TRIGGER" or "INDEX" && Array.FindIndex(tokens, at, token => token.IsWord("ON")) is > 0 and var on)
            AddQualifier(tokens, on + 1, false, databases);
        return new ScriptObject(verb, kind, name < tokens.Length ? NameOf(tokens[name]) : "", databases);
    }

    private static int SkipCondition(SqlToken[] tokens, int at)
    {
        while (at < tokens.Length && (tokens[at].IsWord("IF") || tokens[at].IsWord("NOT") || tokens[at].IsWord("EXISTS")))
            at++;
        return at;
    }

    private static void AddQualifier(SqlToken[] tokens, int at, bool isDatabase, List<string> databases)
    {
        if (at < tokens.Length && (isDatabase || (at + 1 < tokens.Length && tokens[at + 1].IsSymbol('.'))))
            databases.Add(NameOf(tokens[at]));
    }

    private static string NameOf(SqlToken token) => token.Kind == SqlTokenKind.Name ? token.Name : token.Span.ToString();
}
