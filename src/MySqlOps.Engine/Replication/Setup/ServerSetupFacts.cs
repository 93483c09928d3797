using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Setup;

/// <summary>What must be known of one server before it replicates.</summary>
internal sealed record ServerSetupFacts
{
    /// <summary>The server.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>What its version can do.</summary>
    public required ServerFacts Facts { get; init; }

    /// <summary>server_id.</summary>
    public long ServerId { get; init; }

    /// <summary>server_uuid.</summary>
    public string Uuid { get; init; } = "";

    /// <summary>hostname: the machine's own name.</summary>
    public string HostName { get; init; } = "";

    /// <summary>log_bin.</summary>
    public bool LogsChanges { get; init; }

    /// <summary>log_replica_updates.</summary>
    public bool LogsReplicatedChanges { get; init; }

    /// <summary>binlog_format: ROW, MIXED or STATEMENT.</summary>
    public string BinlogFormat { get; init; } = "ROW";

    /// <summary>binlog_row_image: FULL, NOBLOB or MINIMAL.</summary>
    public string RowImage { get; init; } = "FULL";

    /// <summary>gtid_mode: OFF, OFF_PERMISSIVE, ON_PERMISSIVE or ON.</summary>
    public string GtidMode { get; init; } = "ON";

    /// <summary>enforce_gtid_consistency is ON.</summary>
    public bool EnforcesGtidConsistency { get; init; } = true;

    /// <summary>lower_case_table_names.</summary>
    public long LowerCaseTableNames { get; init; }

    /// <summary>The storage engines that are on.</summary>
    public IReadOnlySet<string> Engines { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>How many of the users' tables each engine has.</summary>
    public IReadOnlyDictionary<string, long> TablesByEngine { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>How many of the users' tables have no primary key.</summary>
    public long TablesWithoutKey { get; init; }

    /// <summary>sql_mode.</summary>
    public string SqlMode { get; init; } = "";

    /// <summary>The time zone; the system's, where that is what time_zone says.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>character_set_server and collation_server.</summary>
    public string Collation { get; init; } = "";

    /// <summary>max_allowed_packet.</summary>
    public long MaxPacketBytes { get; init; }

    /// <summary>replica_max_allowed_packet.</summary>
    public long MaxReplicaPacketBytes { get; init; }

    /// <summary>What the binary log leaves out, as <c>binlog_do_db=shop</c>.</summary>
    public IReadOnlyList<string> BinlogFilters { get; init; } = [];

    /// <summary>What the applier leaves out, as <c>REPLICATE_DO_DB shop</c>, with the channel before it.</summary>
    public IReadOnlyList<(string Channel, string Rule)> ApplierFilters { get; init; } = [];

    /// <summary>True where it offers TLS; null where it does not say.</summary>
    public bool? OffersTls { get; init; }

    /// <summary>require_secure_transport.</summary>
    public bool DemandsTls { get; init; }

    /// <summary>Its channels.</summary>
    public IReadOnlyList<ChannelFacts> Channels { get; init; } = [];

    /// <summary>gtid_executed.</summary>
    public GtidSet Executed { get; init; } = GtidSet.Empty;

    /// <summary>gtid_purged.</summary>
    public GtidSet Purged { get; init; } = GtidSet.Empty;

    /// <summary>Its binary logs with their bytes, the oldest first; null where it may not be seen.</summary>
    public IReadOnlyList<(string Name, long Bytes)>? BinaryLogs { get; init; }

    /// <summary>super_read_only.</summary>
    public bool IsSuperReadOnly { get; init; }

    /// <summary>read_only.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>super_read_only stays on after a restart.</summary>
    public bool IsSuperReadOnlyPersisted { get; init; }

    /// <summary>Its users' databases.</summary>
    public IReadOnlyList<string> Databases { get; init; } = [];

    /// <summary>Its active plugins.</summary>
    public IReadOnlySet<string> Plugins { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>How many replicas read from it right now.</summary>
    public long Replicas { get; init; }

    /// <summary>True for a member of a replication group.</summary>
    public bool IsGroupMember { get; init; }

    /// <summary>The hosts for which the replication account is there, with whether it has REPLICATION SLAVE; null where they may not be seen.</summary>
    public IReadOnlyList<(string Host, bool MayReplicate)>? ReplicationAccounts { get; init; }

    /// <summary>What the connected account may do on all databases, in capitals.</summary>
    public IReadOnlySet<string> Privileges { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What of it the connected account may grant to others.</summary>
    public IReadOnlySet<string> GrantablePrivileges { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>replica_net_timeout.</summary>
    public long NetTimeoutSeconds { get; init; }

    /// <summary>replica_parallel_workers.</summary>
    public long WorkerCount { get; init; }

    /// <summary>replica_preserve_commit_order.</summary>
    public bool PreservesCommitOrder { get; init; } = true;

    /// <summary>rpl_semi_sync_source_enabled.</summary>
    public bool IsSemiSyncSource { get; init; }

    /// <summary>rpl_semi_sync_replica_enabled.</summary>
    public bool IsSemiSyncReplica { get; init; }

    /// <summary>version_compile_os and version_compile_machine.</summary>
    public string Platform { get; init; } = "";

    /// <summary>innodb_page_size.</summary>
    public long PageBytes { get; init; }

    /// <summary>As <c>user@host:port</c>.</summary>
    public override string ToString() => Server.ToString();
}
