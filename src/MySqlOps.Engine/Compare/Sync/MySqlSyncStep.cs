using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>What became of one statement or row of a synchronization.</summary>
public sealed record MySqlSyncStep
{
    /// <summary>The server that is changed; null for a difference whose side is a folder.</summary>
    public required MySqlServer? Server { get; init; }

    /// <summary>The type of the object.</summary>
    public required ComparedObject ObjectType { get; init; }

    /// <summary>The database on the server that is changed; empty for an account.</summary>
    public required string Database { get; init; }

    /// <summary>The object's bare name: of the table for rows.</summary>
    public required string Name { get; init; }

    /// <summary>What was to be done, as <c>Alter table shop.orders</c> or <c>Update</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What became of it.</summary>
    public required SyncStatus Status { get; init; }

    /// <summary>The statement.</summary>
    public required string Sql { get; init; }

    /// <summary>Rows that it changed; 0 for a definition.</summary>
    public long RowsAffected { get; init; }

    /// <summary>How long it took; for a row its share of the transaction.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The error's stable name; null when there was none.</summary>
    public ErrorId? Error { get; init; }

    /// <summary>What is to be known about it, as sentences; null when there is nothing.</summary>
    public string? Message { get; init; }
}
