using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Replication.Setup;

/// <summary>How a replica is to follow its source.</summary>
public sealed record SetupOptions
{
    /// <summary>The user of the account that replicas log in with, unless another is named.</summary>
    public const string DefaultUser = "mysqlops_replication";

    /// <summary>The channel; empty for the default one.</summary>
    public string Channel { get; init; } = "";

    /// <summary>The source's host as the replicas reach it; null for the one of its address.</summary>
    public string? SourceHost { get; init; }

    /// <summary>The source's port as the replicas reach it; null for the one of its address.</summary>
    public int? SourcePort { get; init; }

    /// <summary>Where the replica begins.</summary>
    public ReplicationStart Start { get; init; } = ReplicationStart.AutoPosition;

    /// <summary>The binary log to begin with; null unless by position.</summary>
    public string? BinlogFile { get; init; }

    /// <summary>The position to begin at.</summary>
    public long BinlogPosition { get; init; } = 4;

    /// <summary>How long the replica holds transactions back; null leaves it as it is.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>True has commits of the source wait until a replica has them.</summary>
    public bool SemiSync { get; init; }

    /// <summary>The replica's applier workers; null leaves them as they are.</summary>
    public int? WorkerCount { get; init; }

    /// <summary>True leaves the replica writable, as co-sources must be.</summary>
    public bool IsWritable { get; init; }

    /// <summary>How the replica comes by the data.</summary>
    public ProvisionMethod Provision { get; init; } = ProvisionMethod.Auto;

    /// <summary>The user that replicas log in with.</summary>
    public string ReplicationUser { get; init; } = DefaultUser;

    /// <summary>True where the user was named; else a channel that is there keeps its own.</summary>
    public bool IsUserGiven { get; init; }

    /// <summary>Its password; null where there is none yet.</summary>
    internal Secret? Password { get; init; }

    /// <summary>True where the password was not given, but made up for an account that is made.</summary>
    public bool IsPasswordGenerated { get; init; }

    /// <summary>The host part of the account that is made; null decides by the addresses.</summary>
    public string? ReplicationHost { get; init; }

    /// <summary>The PEM file of the authorities that the replica trusts, as a path on the replica; null for the one of the source's TLS settings.</summary>
    public string? CaFile { get; init; }

    /// <summary>True writes on the source, and waits for it to arrive.</summary>
    public bool TestWrite { get; init; }

    /// <summary>True goes on with failures that may be gone on with.</summary>
    public bool Force { get; init; }

    /// <summary>How long to wait for a cloned server to come back, for the replica to connect, and for a write to arrive.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The same with the password of the account.</summary>
    /// <param name="password">The password.</param>
    public SetupOptions WithPassword(string password) => this with { Password = new Secret(password) };
}
