namespace MySqlOps.Engine.Compare.Sync;

/// <summary>How differences are applied.</summary>
public sealed record SyncOptions
{
    /// <summary>True keeps everything out of the binary log: only this server is changed, none of its replicas.</summary>
    public bool SkipBinLog { get; init; }

    /// <summary>True allows changes of definitions that may lose something.</summary>
    public bool AllowDestructive { get; init; }

    /// <summary>Tables of no more bytes than this may be changed destructively without <see cref="AllowDestructive"/>; null for none.</summary>
    public long? SafeBelowBytes { get; init; }

    /// <summary>True allows writing to a replica.</summary>
    public bool AllowReplica { get; init; }

    /// <summary>What becomes of tables with triggers that the changes of rows would fire.</summary>
    public SyncTriggerAction TriggerAction { get; init; }

    /// <summary>Rows in a transaction. Rows that swap unique values are never parted.</summary>
    public int MaxTransactionRows { get; init; } = 1000;

    /// <summary>How long a statement waits for a lock before it is tried again, and at last given up.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>True proves changes of definitions on copies in a scratch database first.</summary>
    public bool Prove { get; init; } = true;
}
