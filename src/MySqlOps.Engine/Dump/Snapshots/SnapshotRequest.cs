using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Dump.Snapshots;

/// <summary>What a snapshot is wanted for.</summary>
internal sealed record SnapshotRequest
{
    /// <summary>The server.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>How many sessions are to read rows at once.</summary>
    public required int SessionCount { get; init; }

    /// <summary>False when no rows are read: then only DDL is locked out.</summary>
    public bool NeedsRows { get; init; } = true;

    /// <summary>False leaves DDL free.</summary>
    public bool LocksDdl { get; init; } = true;

    /// <summary>True to ask whom the server follows, too.</summary>
    public bool NeedsChannels { get; init; }

    /// <summary>How long to wait for the lock, and for statements that would hold it up, all together.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Gives the tables that will be read; asked only where they have to be locked one by one.</summary>
    public required Func<CancellationToken, Task<IReadOnlyList<ObjectName>>> ReadTables { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
