using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>What is not done, and why.</summary>
public sealed record SyncRefusal
{
    /// <summary>The error's stable name.</summary>
    public required ErrorId Id { get; init; }

    /// <summary>What is in the way, and what to do.</summary>
    public required string Message { get; init; }

    /// <summary>The difference that stays, the first of a table's rows where all of them do; null when nothing at all is done.</summary>
    public MySqlDifference? Difference { get; init; }

    /// <inheritdoc />
    public override string ToString() => $"{Id}: {Message}";
}
