using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Failover.Members;

/// <summary>One channel of a member, with all settings that must survive when it is pointed to another source. Its password is not here.</summary>
public sealed record MemberChannel
{
    /// <summary>The channel's name; empty for the default one.</summary>
    public required string Name { get; init; }

    /// <summary>The source's host, as the member knows it.</summary>
    public required string Host { get; init; }

    /// <summary>The source's port.</summary>
    public required int Port { get; init; }

    /// <summary>The source's server_uuid; null until the member has been connected to it.</summary>
    public string? SourceUuid { get; init; }

    /// <summary>The account that the member uses there; empty for one that is given to START REPLICA.</summary>
    public string User { get; init; } = "";

    /// <summary>What the receiver does.</summary>
    public ReceiverState Receiver { get; init; }

    /// <summary>The receiver's error; null for none. A source that hangs leaves none.</summary>
    public ReplicaError? ReceiverError { get; init; }

    /// <summary>What the applier does.</summary>
    public ApplierState Applier { get; init; }

    /// <summary>The applier's error; null for none.</summary>
    public ReplicaError? ApplierError { get; init; }

    /// <summary>The transactions that were fetched by this channel since its relay logs were reset.</summary>
    public GtidSet Retrieved { get; init; } = GtidSet.Empty;

    /// <summary>The server's own Seconds_Behind_Source; null when it says NULL.</summary>
    public long? SecondsBehind { get; init; }

    /// <summary>By how much the applier stays behind on purpose.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>True when it asks the source by GTID.</summary>
    public bool UsesAutoPosition { get; init; }

    /// <summary>The channel's replication filters, as <c>REPLICATE_DO_DB = shop</c>.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>How long the receiver waits before it connects again.</summary>
    public TimeSpan RetryInterval { get; init; }

    /// <summary>How often it tries before it stops for good; 0 for ever.</summary>
    public long RetryCount { get; init; }

    /// <summary>How often the source is to send a sign of life; null when the account may not read performance_schema.</summary>
    public TimeSpan? HeartbeatInterval { get; init; }

    /// <summary>How many of these signs were received since the receiver was started; null when the account may not read performance_schema.</summary>
    public long? HeartbeatCount { get; init; }

    /// <summary>The last of these signs, by the member's clock; null for none yet.</summary>
    public DateTimeOffset? LastHeartbeat { get; init; }

    /// <summary>How the connection to the source is encrypted.</summary>
    public MemberChannelTls Tls { get; init; } = new();

    /// <summary>True when the member may fetch the source's RSA key over an unencrypted connection.</summary>
    public bool GetsPublicKey { get; init; }

    /// <summary>The file of the source's RSA key; empty for none.</summary>
    public string PublicKeyPath { get; init; } = "";

    /// <summary>The network interface that it connects from; empty for any.</summary>
    public string Bind { get; init; } = "";

    /// <summary>The network namespace that it connects from; empty for none.</summary>
    public string NetworkNamespace { get; init; } = "";

    /// <summary>The compression that it offers, as <c>zstd,uncompressed</c>; null when the account may not read performance_schema.</summary>
    public string? CompressionAlgorithms { get; init; }

    /// <summary>The level of zstd compression; null when the account may not read performance_schema.</summary>
    public long? ZstdLevel { get; init; }
}
