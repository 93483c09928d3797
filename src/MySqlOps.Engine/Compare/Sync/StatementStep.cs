namespace MySqlOps.Engine.Compare.Sync;

/// <summary>A statement that changes definitions.</summary>
internal sealed record StatementStep : SyncStep
{
    /// <summary>The statement, with what it is made of.</summary>
    public required OrderedStatement Statement { get; init; }

    /// <summary>The differences that it removes, wholly or in part, by their places among those that were given.</summary>
    public required IReadOnlyList<int> Differences { get; init; }

    /// <inheritdoc />
    public override string Sql => ChangeScript.Format(Statement);
}
