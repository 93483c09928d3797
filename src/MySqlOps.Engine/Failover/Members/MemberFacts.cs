using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Members;

/// <summary>What a switchover or failover must know of one server. Where the server did not answer, everything but the server, the error and the promotion rule is at its default.</summary>
public sealed record MemberFacts
{
    /// <summary>The server.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>Why it did not answer; null when it did.</summary>
    public ErrorId? ErrorId { get; init; }

    /// <summary>The same as a sentence; null when it answered.</summary>
    public string? ErrorText { get; init; }

    /// <summary>True when it answered.</summary>
    public bool IsReachable => ErrorId is null;

    /// <summary>Its server_uuid; empty when it did not answer and nobody else knew.</summary>
    public string Uuid { get; init; } = "";

    /// <summary>Its server_id.</summary>
    public long ServerId { get; init; }

    /// <summary>Its version; null when it did not answer.</summary>
    public ServerVersion? Version { get; init; }

    /// <summary>How long it has been running.</summary>
    public TimeSpan Uptime { get; init; }

    /// <summary>When this was read, by the server's clock.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Its name by itself (@@hostname).</summary>
    public string HostName { get; init; } = "";

    /// <summary>The port that it listens on by itself (@@port); another one than <see cref="Server"/> has behind a proxy.</summary>
    public int Port { get; init; }

    /// <summary>The host at which it tells its source that it is reached (report_host); null for none.</summary>
    public string? ReportHost { get; init; }

    /// <summary>The port at which it tells its source that it is reached (report_port).</summary>
    public int ReportPort { get; init; }

    /// <summary>read_only.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>super_read_only.</summary>
    public bool IsSuperReadOnly { get; init; }

    /// <summary>offline_mode.</summary>
    public bool IsOffline { get; init; }

    /// <summary>True when super_read_only=ON is persisted, so that the server comes up read-only whoever starts it; null when the account may not read performance_schema.</summary>
    public bool? IsBootFenced { get; init; }

    /// <summary>gtid_mode, as <c>ON</c>.</summary>
    public string GtidMode { get; init; } = "OFF";

    /// <summary>enforce_gtid_consistency, as <c>ON</c>.</summary>
    public string GtidConsistency { get; init; } = "OFF";

    /// <summary>gtid_executed.</summary>
    public GtidSet GtidExecuted { get; init; } = GtidSet.Empty;

    /// <summary>gtid_purged.</summary>
    public GtidSet GtidPurged { get; init; } = GtidSet.Empty;

    /// <summary>Its channels but those of a replication group; null when the account may not see them.</summary>
    public IReadOnlyList<MemberChannel>? Channels { get; init; } = [];

    /// <summary>What was fetched by any channel since its relay logs were reset, applied or not.</summary>
    public GtidSet GtidRetrieved => (Channels ?? []).Aggregate(GtidSet.Empty, static (all, channel) => all.Union(channel.Retrieved));

    /// <summary>What the server has executed or can still apply from its relay logs.</summary>
    public GtidSet GtidReceived => GtidExecuted.Union(GtidRetrieved);

    /// <summary>log_bin.</summary>
    public bool IsBinaryLogOn { get; init; }

    /// <summary>log_replica_updates.</summary>
    public bool LogsReplicaUpdates { get; init; }

    /// <summary>binlog_format, as <c>ROW</c>.</summary>
    public string BinlogFormat { get; init; } = "ROW";

    /// <summary>The binary log's newest file, as <c>binlog.000003</c>; null when it is off, or when the account may not see it.</summary>
    public string? BinlogFile { get; init; }

    /// <summary>The offset of its end, in bytes; null as for the file.</summary>
    public long? BinlogPosition { get; init; }

    /// <summary>binlog_do_db and binlog_ignore_db, as <c>BINLOG_DO_DB = shop</c>; null when the account may not see them.</summary>
    public IReadOnlyList<string>? BinlogFilters { get; init; } = [];

    /// <summary>Filters for all channels and of each, as <c>REPLICATE_DO_DB = shop</c>.</summary>
    public IReadOnlyList<string> Filters => [.. (Channels ?? []).SelectMany(static channel => channel.Filters).Distinct(StringComparer.Ordinal)];

    /// <summary>Semi-synchronous replication.</summary>
    public MemberSemiSync SemiSync { get; init; } = new();

    /// <summary>event_scheduler, as <c>ON</c>, <c>OFF</c> or <c>DISABLED</c>.</summary>
    public string EventScheduler { get; init; } = "OFF";

    /// <summary>replica_net_timeout: a source that says nothing for so long is taken for lost.</summary>
    public TimeSpan NetTimeout { get; init; }

    /// <summary>True when it is a member of a replication group, where a group decides who is primary.</summary>
    public bool IsGroupMember { get; init; }

    /// <summary>The servers that are connected to it as replicas now; null when the account may not see them.</summary>
    public IReadOnlyList<MemberReplica>? Replicas { get; init; } = [];

    /// <summary>How long its oldest open transaction has been running; zero for none, null when the account may not see it.</summary>
    public TimeSpan? LongestTransaction { get; init; }

    /// <summary>How much the operator wants it to become the primary.</summary>
    public PromotionRule PromotionRule { get; init; }

    /// <summary>What could not be seen, each a sentence with the privilege that it needs.</summary>
    public IReadOnlyList<string> Unseen { get; init; } = [];
}
