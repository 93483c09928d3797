using System.Text;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions;

/// <summary>Gives databases other names in definitions: where a name stands as an identifier with a dot behind it.</summary>
/// <param name="newNames">New names by old; those that stay are not in it.</param>
internal sealed class DatabaseRenamer(IReadOnlyDictionary<string, string> newNames)
{
    /// <summary>True when no name changes.</summary>
    public bool IsIdentity { get; } = newNames.All(pair => pair.Key == pair.Value);

    /// <summary>The new name of a database.</summary>
    public string Rename(string database) => newNames.GetValueOrDefault(database, database);

    /// <summary>The same object in the renamed database.</summary>
    public Catalog.ObjectName Rename(Catalog.ObjectName name) => name with { Database = Rename(name.Database) };

    /// <summary>A statement with the new names.</summary>
    /// <param name="text">A statement as the server prints it, or of a script.</param>
    /// <param name="isDoubtful">True when an alias or column has a renamed database's name, so that one can't be told from the other.</param>
    public string Rename(string text, out bool isDoubtful)
    {
        isDoubtful = false;
        if (IsIdentity || !newNames.Keys.Any(name => text.Contains(name, StringComparison.Ordinal)))
            return text;
        var tokens = SqlTokens.ReadScript(text);
        var renamed = new StringBuilder();
        var end = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (NameOf(tokens[i]) is not { } name || !newNames.TryGetValue(name, out var newName) || newName == name)
                continue;
            var isQualifier = i + 1 < tokens.Count && tokens[i + 1].IsSymbol('.');
            var isQualified = i > 0 && tokens[i - 1].IsSymbol('.');
            if (isQualifier && !isQualified)
            {
                renamed.Append(text, end, tokens[i].Start - end).Append(SqlIdentifier.Quote(newName));
                end = tokens[i].End;
            }
            else if (tokens[i].Kind == SqlTokenKind.Name && !isQualified)
            {
                isDoubtful = true;
            }
        }

        return renamed.Append(text, end, text.Length - end).ToString();
    }

    /// <summary>A CREATE TABLE with the new names of its parents' databases.</summary>
    public string RenameTable(string statement)
    {
        if (IsIdentity)
            return statement;
        try
        {
            return CreateTableText.Parse(statement).WithDatabases(newNames).ToString();
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.DefinitionInvalid)
        {
            // Whoever takes it apart says so.
            return statement;
        }
    }

    private static string? NameOf(SqlToken token) => token.Kind switch
    {
        SqlTokenKind.Name => token.Name,
        SqlTokenKind.Word => token.Span.ToString(),
        _ => null,
    };
}
