using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Rows.Values;
using MySqlOps.Engine.Dump.Chunks;
using MySqlOps.Engine.Dump.Run;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Rows.Pairs;

/// <summary>A table on one side, and the queries for its rows.</summary>
internal sealed record TableSide
{
    private readonly IReadOnlyList<string> _whole = [];

    /// <summary>Sets what is selected.</summary>
    /// <param name="compared">What is selected of the compared columns, the key's first.</param>
    /// <param name="stored">All columns that can be written, and whatever is shown.</param>
    public TableSide(IReadOnlyList<string> compared, IReadOnlyList<StoredColumn> stored)
    {
        Compared = compared;
        Stored = stored;
        var whole = compared.ToList();
        var places = new int[stored.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = whole.IndexOf(stored[i].Reading);
            if (places[i] >= 0)
                continue;
            places[i] = whole.Count;
            whole.Add(stored[i].Reading);
        }

        _whole = whole;
        Places = places;
    }

    /// <summary>The table.</summary>
    public required TableDefinition Table { get; init; }

    /// <summary>The index of the key; null when there is no key.</summary>
    public required string? Index { get; init; }

    /// <summary>The condition that the user gave for rows; null for all.</summary>
    public required string? Where { get; init; }

    /// <summary>The names of the columns on this side that can be written.</summary>
    public required IReadOnlyList<string> Writable { get; init; }

    /// <summary>What is selected of the compared columns, the key's first.</summary>
    public IReadOnlyList<string> Compared { get; }

    /// <summary>Which of the compared columns may hold values of any length.</summary>
    public required IReadOnlyList<bool> IsLong { get; init; }

    /// <summary>The columns whose stored values a whole row has.</summary>
    public IReadOnlyList<StoredColumn> Stored { get; }

    /// <summary>Where in a whole row the cells of <see cref="Stored"/> are.</summary>
    public IReadOnlyList<int> Places { get; }

    /// <summary>The name, for messages and statements.</summary>
    public ObjectName Name => Table.Name;

    /// <summary>The query for the compared cells of the rows that fit a condition.</summary>
    public string ComparedQuery(string? condition) => Query(Compared, condition);

    /// <summary>The query for whole rows that fit a condition.</summary>
    public string WholeQuery(string? condition) => Query(_whole, condition);

    /// <summary>What stands after FROM: the table, its key's index where a condition is to use it, and the conditions.</summary>
    public string From(string? condition)
    {
        var hint = condition is null || Index is null ? "" : $" FORCE INDEX ({SqlIdentifier.Quote(Index)})";
        var both = KeyCondition.All(condition is null ? null : $"({condition})", Where is null ? null : $"({WhereClause.Guard(Where)})");
        return $"{Name.Quoted}{hint}{(both is null ? "" : $" WHERE {both}")}";
    }

    private string Query(IReadOnlyList<string> expressions, string? condition) => $"SELECT {string.Join(", ", expressions)} FROM {From(condition)}";
}
