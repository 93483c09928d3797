namespace MySqlOps.Engine.Foundation;

/// <summary>What differs between server versions, each as a named fact. No other file asks for a version number.</summary>
internal sealed class ServerFacts(ServerVersion version)
{
    /// <summary>The version that the facts are of.</summary>
    public ServerVersion Version { get; } = version;

    /// <summary>True for MariaDB, which shares the protocol and little of the newer catalogue.</summary>
    public bool IsMariaDb => Version.Flavor == ServerFlavor.MariaDb;

    /// <summary>The oldest MySQL that is supported is 8.0.23: docs/decisions and the manual's "Changes in MySQL 8.0.23".</summary>
    public bool IsSupported => IsMariaDb || Version.IsAtLeast(8, 0, 23);

    /// <summary>SHOW BINARY LOG STATUS replaced SHOW MASTER STATUS in 8.2.0 (manual 15.7.7.1).</summary>
    public bool HasShowBinaryLogStatus => !IsMariaDb && Version.IsAtLeast(8, 2, 0);

    /// <summary>The redo log became dynamic, with performance_schema.innodb_redo_log_files, in 8.0.30 (manual 29.12.19).</summary>
    public bool HasRedoLogFilesTable => !IsMariaDb && Version.IsAtLeast(8, 0, 30);

    /// <summary>The doublewrite buffer moved from the system tablespace to files of its own in 8.0.20 (manual 17.6.4).</summary>
    public bool HasDoublewriteFiles => !IsMariaDb && Version.IsAtLeast(8, 0, 20);

    /// <summary>MySQL names its InnoDB views INNODB_TABLES and INNODB_TABLESPACES; MariaDB INNODB_SYS_TABLES and INNODB_SYS_TABLESPACES.</summary>
    public bool HasInnoDbTablesViews => !IsMariaDb;

    /// <summary>Sessions have temporary tablespaces of their own, in information_schema.INNODB_SESSION_TEMP_TABLESPACES (MySQL 8.0.13, manual 28.4.22).</summary>
    public bool HasSessionTablespaces => !IsMariaDb;

    /// <summary>performance_schema.variables_info says where a variable's value came from (MySQL 8.0, manual 29.12.14.2).</summary>
    public bool HasVariablesInfo => !IsMariaDb;

    /// <summary>mysql.component and INSTALL COMPONENT exist (MySQL 8.0, manual 7.5.1).</summary>
    public bool HasComponents => !IsMariaDb;

    /// <summary>information_schema_stats_expiry says how old the statistics in information_schema.TABLES may be (MySQL 8.0, manual 28.3.38).</summary>
    public bool HasStatisticsExpiry => !IsMariaDb;

    /// <summary>show_create_table_verbosity adds options that nobody wrote to SHOW CREATE TABLE (MySQL 5.7, manual 7.1.8).</summary>
    public bool HasShowCreateTableVerbosity => !IsMariaDb;

    /// <summary>A table without a primary key can be given one that nobody sees, and a variable hides it from SHOW CREATE TABLE (8.0.30, manual 15.1.24.11).</summary>
    public bool HasGeneratedInvisiblePrimaryKey => !IsMariaDb && Version.IsAtLeast(8, 0, 30);

    /// <summary>print_identified_with_as_hex keeps the raw bytes of password hashes out of SHOW CREATE USER (8.0.17, manual 7.1.8).</summary>
    public bool HasHexadecimalPasswordHashes => !IsMariaDb;

    /// <summary>information_schema.STATISTICS has IS_VISIBLE (MySQL 8.0, manual 28.3.34); MariaDB calls it IGNORED.</summary>
    public bool HasInvisibleIndexes => !IsMariaDb;

    /// <summary>information_schema.VIEW_TABLE_USAGE says what a view reads (8.0.13, manual 28.3.50).</summary>
    public bool HasViewTableUsage => !IsMariaDb;

    /// <summary>information_schema.COLUMN_STATISTICS holds the histograms (MySQL 8.0, manual 28.3.11).</summary>
    public bool HasColumnStatistics => !IsMariaDb;

    /// <summary>information_schema.TABLESPACES_EXTENSIONS names all tablespaces, whatever the account may see (8.0.21, manual 28.3.47).</summary>
    public bool HasTablespacesExtensions => !IsMariaDb && Version.IsAtLeast(8, 0, 21);

    /// <summary>CREATE LIBRARY keeps JavaScript that routines share (9.2.0, manual 15.1.16).</summary>
    public bool HasLibraries => !IsMariaDb && Version.IsAtLeast(9, 2, 0);

    /// <summary>gtid_executed and gtid_owned (MySQL 5.6, manual 7.1.8); MariaDB's GTIDs are something else.</summary>
    public bool HasGtidExecuted => !IsMariaDb;

    /// <summary>performance_schema.log_status gives the positions of all logs at one moment (MySQL 8.0, manual 29.12.21.6).</summary>
    public bool HasLogStatus => !IsMariaDb;

    /// <summary>LOCK INSTANCE FOR BACKUP keeps DDL out and lets rows be written (MySQL 8.0, manual 15.3.5).</summary>
    public bool HasInstanceBackupLock => !IsMariaDb;

    /// <summary>performance_schema.metadata_locks has its instruments on by default (MySQL 8.0, manual 29.12.13.3).</summary>
    public bool HasMetadataLocks => !IsMariaDb;

    /// <summary>server_uuid (MySQL 5.6, manual 19.1.6); MariaDB has none.</summary>
    public bool HasServerUuid => !IsMariaDb;

    /// <summary>SHOW REPLICA STATUS replaced SHOW SLAVE STATUS in 8.0.22 (manual 15.7.7.36).</summary>
    public bool HasShowReplicaStatus => !IsMariaDb;

    /// <summary>The replication variables got names with replica and source in 8.0.26 (manual 19.1.6.3).</summary>
    public bool HasReplicaVariables => !IsMariaDb && Version.IsAtLeast(8, 0, 26);

    /// <summary>log_replica_updates, log_slave_updates before 8.0.26.</summary>
    public string LogReplicaUpdatesVariable => HasReplicaVariables ? "log_replica_updates" : "log_slave_updates";

    /// <summary>Semi-synchronous replication's plugin on a source (manual 19.4.10).</summary>
    public string SemiSyncSourcePlugin => HasReplicaVariables ? "rpl_semi_sync_source" : "rpl_semi_sync_master";

    /// <summary>Semi-synchronous replication's plugin on a replica.</summary>
    public string SemiSyncReplicaPlugin => HasReplicaVariables ? "rpl_semi_sync_replica" : "rpl_semi_sync_slave";

    /// <summary>The file of the source's plugin, without its ending.</summary>
    public string SemiSyncSourceLibrary => HasReplicaVariables ? "semisync_source" : "semisync_master";

    /// <summary>The file of the replica's plugin, without its ending.</summary>
    public string SemiSyncReplicaLibrary => HasReplicaVariables ? "semisync_replica" : "semisync_slave";

    /// <summary>The variable that turns semi-synchronous replication on at a source.</summary>
    public string SemiSyncSourceVariable => $"{SemiSyncSourcePlugin}_enabled";

    /// <summary>The variable that turns it on at a replica.</summary>
    public string SemiSyncReplicaVariable => $"{SemiSyncReplicaPlugin}_enabled";

    /// <summary>The statement that says where the binary log stands.</summary>
    public string ShowBinaryLogStatus => HasShowBinaryLogStatus ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";

    /// <summary>RESET BINARY LOGS AND GTIDS replaced RESET MASTER in 8.2.0 (manual 15.4.1.2).</summary>
    public string ResetBinaryLogs => HasShowBinaryLogStatus ? "RESET BINARY LOGS AND GTIDS" : "RESET MASTER";

    /// <summary>ALTER EVENT ... DISABLE ON REPLICA replaced DISABLE ON SLAVE in 8.2.0 (manual 15.1.3).</summary>
    public string DisableOnReplica => HasShowBinaryLogStatus ? "DISABLE ON REPLICA" : "DISABLE ON SLAVE";

    /// <summary>skip_replica_start was skip_slave_start before 8.0.26; it can be persisted since 8.0.24 (manual 19.1.6.3).</summary>
    public string? SkipReplicaStartVariable => HasReplicaVariables ? "skip_replica_start" : Version.IsAtLeast(8, 0, 24) ? "skip_slave_start" : null;

    /// <summary>A variable of replicas by today's word, as net_timeout for replica_net_timeout.</summary>
    /// <param name="name">What comes after replica_.</param>
    public string ReplicaVariable(string name) => $"{(HasReplicaVariables ? "replica" : "slave")}_{name}";

    /// <summary>
    /// True where the clone plugin copies from the donor to this server: the same release, or from 8.0.37 on the same series (manual 7.6.7.3, "Cloning Remote Data").
    /// </summary>
    /// <param name="donor">The donor's facts.</param>
    public bool CanCloneFrom(ServerFacts donor)
    {
        var (mine, other) = (Version.Number, donor.Version.Number);
        var isOneSeries = mine.Major == other.Major && mine.Minor == other.Minor;
        return mine == other || (isOneSeries && Version.IsAtLeast(8, 0, 37) && donor.Version.IsAtLeast(8, 0, 37));
    }

    /// <summary>True where the source's series is the one before this one, or the same: older ones are not supported (manual 19.5.2).</summary>
    /// <param name="source">The source's facts.</param>
    public bool IsNextSeriesOf(ServerFacts source) => Version.Number.Major - source.Version.Number.Major <= 1;

    /// <summary>
    /// True when a server of another version can follow this one: a replica may be newer than its source, not older. Up to 8.0 every release may bring something new, later on
    /// only another series does (manual 19.5.2).
    /// </summary>
    /// <param name="replica">The version of the server that would follow.</param>
    public bool CanFeed(ServerVersion replica)
    {
        var (source, other) = (Version.Number, replica.Number);
        return Version.IsAtLeast(8, 4, 0) ? (other.Major, other.Minor).CompareTo((source.Major, source.Minor)) >= 0 : other >= source;
    }

    /// <summary>CHANGE REPLICATION SOURCE TO takes GTID_ONLY, which leaves positions alone (8.0.27, manual 15.4.2.2).</summary>
    public bool HasGtidOnlyChannels => !IsMariaDb && Version.IsAtLeast(8, 0, 27);
}
