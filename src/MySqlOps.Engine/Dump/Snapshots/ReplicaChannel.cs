namespace MySqlOps.Engine.Dump.Snapshots;

/// <summary>A channel by which the exported server follows another, and how far it was at the snapshot.</summary>
internal sealed record ReplicaChannel
{
    /// <summary>The channel's name; empty for the default one.</summary>
    public required string Name { get; init; }

    /// <summary>The source's host.</summary>
    public required string Host { get; init; }

    /// <summary>The source's port.</summary>
    public required int Port { get; init; }

    /// <summary>The account that it uses there.</summary>
    public required string User { get; init; }

    /// <summary>True when it asks by GTID.</summary>
    public required bool UsesGtid { get; init; }

    /// <summary>The source's binlog file up to which everything is applied.</summary>
    public required string File { get; init; }

    /// <summary>The position in it.</summary>
    public required long Position { get; init; }
}
