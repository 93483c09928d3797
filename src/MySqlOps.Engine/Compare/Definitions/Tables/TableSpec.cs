using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>A table taken apart, spelled in one way: two tables are the same when these are.</summary>
internal sealed record TableSpec
{
    /// <summary>The table.</summary>
    public required ObjectName Name { get; init; }

    /// <summary>What SHOW CREATE TABLE gave.</summary>
    public required CreateTableText Text { get; init; }

    /// <summary>Its columns, in order, each with its own character set and collation.</summary>
    public required IReadOnlyList<ColumnSpec> Columns { get; init; }

    /// <summary>Its indexes.</summary>
    public required IReadOnlyList<IndexSpec> Indexes { get; init; }

    /// <summary>Its constraints.</summary>
    public required IReadOnlyList<CheckSpec> Checks { get; init; }

    /// <summary>Its foreign keys, their parents with their databases.</summary>
    public required IReadOnlyList<ForeignKeyElement> ForeignKeys { get; init; }

    /// <summary>Its options, character set and collation among them.</summary>
    public required TableOptions Options { get; init; }

    /// <summary>Why it can't be changed by ALTER TABLE, as a sentence: an entry is not understood; null when all is.</summary>
    public string? Unsupported { get; init; }

    /// <summary>Takes a table apart.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="statement">What SHOW CREATE TABLE gave.</param>
    /// <param name="collations">What goes unsaid in it.</param>
    public static TableSpec Read(ObjectName name, string statement, CollationFacts collations)
    {
        CreateTableText text;
        try
        {
            text = CreateTableText.Parse(statement);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.DefinitionInvalid)
        {
            return Opaque(name, statement);
        }

        var spelling = new TableSpelling(text, collations);
        var strange = new List<string>();
        var options = TableOptions.Read(text.Tail);
        if (options is null)
            strange.Add(text.Tail.Trim());
        strange.AddRange(text.Elements.Where(element => element is not (ColumnElement or IndexElement or ForeignKeyElement or CheckElement)).Select(element => element.Text));
        var isKnown = options is not null;
        return new TableSpec
        {
            Name = name,
            Text = text,
            Columns = Understood(text.Columns, ColumnReader.Read, strange).Select(spelling.Settle).ToArray(),
            Indexes = Understood(text.Indexes, IndexSpec.Read, strange).Select(spelling.Settle).ToArray(),
            Checks = Understood(text.Elements.OfType<CheckElement>(), CheckSpec.Read, strange).Select(TableSpelling.Settle).ToArray(),
            ForeignKeys = [.. text.ForeignKeys.Select(key => TableSpelling.Settle(key, name.Database))],
            Options = isKnown ? spelling.Settle(options!) : new TableOptions { Values = new Dictionary<string, string>(StringComparer.Ordinal), Partitions = null },
            Unsupported = strange.Count == 0 ? null : $"{name} has something in its definition that this version does not know how to change: {strange[0]}.",
        };
    }

    private static List<TSpec> Understood<TElement, TSpec>(IEnumerable<TElement> elements, Func<TElement, TSpec?> read, List<string> strange)
        where TElement : TableElement
        where TSpec : class
    {
        var specs = new List<TSpec>();
        foreach (var element in elements)
        {
            if (read(element) is { } spec)
                specs.Add(spec);
            else
                strange.Add(element.Text);
        }

        return specs;
    }

    private static TableSpec Opaque(ObjectName name, string statement) => new()
    {
        Name = name,
        Text = new CreateTableText { TableName = name.Name, Head = statement, Elements = [], Tail = "" },
        Columns = [],
        Indexes = [],
        Checks = [],
        ForeignKeys = [],
        Options = new TableOptions { Values = new Dictionary<string, string>(StringComparer.Ordinal), Partitions = null },
        Unsupported = $"The definition of {name} can't be read.",
    };
}
