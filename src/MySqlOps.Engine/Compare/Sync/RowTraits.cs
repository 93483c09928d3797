namespace MySqlOps.Engine.Compare.Sync;

/// <summary>What the statements that change rows of a table must mind. One for all rows of a table.</summary>
internal sealed record RowTraits
{
    /// <summary>The columns with ON UPDATE CURRENT_TIMESTAMP: an UPDATE that does not name them changes them.</summary>
    public IReadOnlySet<string> AutoUpdated { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns of each unique index of whole columns. Those with prefixes or expressions are not there: what they refuse is found out by trying.</summary>
    public IReadOnlyList<IReadOnlyList<string>> UniqueKeys { get; init; } = [];

    /// <summary>False for an engine that can't roll back.</summary>
    public bool IsTransactional { get; init; } = true;
}
