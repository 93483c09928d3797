namespace MySqlOps.Engine.Foundation;

/// <summary>
/// The stable names of everything that MySqlOps refuses or fails at. A name is never renamed and never reused;
/// in PowerShell it is the first part of <c>FullyQualifiedErrorId</c>, as <c>MySqlOps.ConnectRefused</c>.
/// </summary>
public enum ErrorId
{
    /// <summary>A server's address could not be read.</summary>
    AddressInvalid,

    /// <summary>The option file that an address names is not there or can't be read.</summary>
    OptionFileMissing,

    /// <summary>The option file has a line that can't be read, or lacks the group.</summary>
    OptionFileInvalid,

    /// <summary>The login-path file is readable or writable by others than its owner.</summary>
    LoginPathFileUnsafe,

    /// <summary>The login-path file is damaged or not a login-path file.</summary>
    LoginPathFileInvalid,

    /// <summary>There is no login path of that name.</summary>
    LoginPathMissing,

    /// <summary>A name or value that the login-path file can't carry.</summary>
    LoginPathInvalid,

    /// <summary>Another process is writing the login-path file.</summary>
    LoginPathFileBusy,

    /// <summary>The host's name does not resolve.</summary>
    ConnectUnknownHost,

    /// <summary>Nothing listens at the address, or the socket file is missing.</summary>
    ConnectRefused,

    /// <summary>The server did not answer within the connect time-out.</summary>
    ConnectTimeout,

    /// <summary>The host can't be reached by the network.</summary>
    ConnectUnreachable,

    /// <summary>The server refused the account or its password.</summary>
    ConnectAccessDenied,

    /// <summary>The account is locked.</summary>
    ConnectAccountLocked,

    /// <summary>The account's password has expired.</summary>
    ConnectPasswordExpired,

    /// <summary>TLS was required and the server offers none.</summary>
    ConnectTlsNotOffered,

    /// <summary>The server's certificate does not verify against the trusted authorities.</summary>
    ConnectTlsUntrusted,

    /// <summary>The server's certificate is for another host name.</summary>
    ConnectTlsNameMismatch,

    /// <summary>The TLS handshake failed for another reason, or a certificate file can't be read.</summary>
    ConnectTlsFailed,

    /// <summary>The server takes secure connections only, and this one was not.</summary>
    ConnectTlsDemanded,

    /// <summary>The account's authentication needs TLS, a socket, or leave to fetch the server's public key.</summary>
    ConnectInsecureAuthentication,

    /// <summary>The account's authentication plugin is not one that this driver or server has.</summary>
    ConnectAuthenticationUnsupported,

    /// <summary>The server blocks this host after too many connection errors.</summary>
    ConnectHostBlocked,

    /// <summary>The server has no account that may connect from this host.</summary>
    ConnectHostNotAllowed,

    /// <summary>The server has no free connection.</summary>
    ConnectTooManyConnections,

    /// <summary>What answered does not speak the MySQL protocol.</summary>
    ConnectNotMySql,

    /// <summary>The connection failed for a reason that has no name of its own.</summary>
    ConnectFailed,

    /// <summary>The connection was lost while it was in use.</summary>
    ConnectionLost,

    /// <summary>The server refused a statement.</summary>
    QueryFailed,

    /// <summary>A statement took longer than the command time-out.</summary>
    QueryTimeout,

    /// <summary>The account lacks a privilege that the work needs.</summary>
    PrivilegeMissing,

    /// <summary>The server's version or flavour lacks what the work needs.</summary>
    ServerUnsupported,

    /// <summary>The driver that this build rests on lacks what the work needs.</summary>
    DriverUnsupported,

    /// <summary>No database has that name, or the account can't see it.</summary>
    DatabaseMissing,

    /// <summary>No table has that name, or the account can't see it.</summary>
    TableMissing,

    /// <summary>The text of a CREATE statement can't be read.</summary>
    DefinitionInvalid,

    /// <summary>A file to load is damaged, compressed in a way that is not read, or not in the character set it should be in.</summary>
    LoadFileInvalid,

    /// <summary>A SQL script can't be cut into statements: a string or comment has no end, or a client command can't be read.</summary>
    LoadScriptInvalid,

    /// <summary>A SQL script holds a command of the mysql client that would read other files, run programs or change the connection.</summary>
    LoadCommandRefused,

    /// <summary>The server refused a statement of a SQL script.</summary>
    LoadStatementFailed,

    /// <summary>A statement is longer than the server takes, or than any server can.</summary>
    LoadStatementTooLong,

    /// <summary>A row of a CSV, TSV or JSON file can't be read.</summary>
    LoadRowInvalid,

    /// <summary>The columns of a CSV, TSV or JSON file do not fit the table: one is missing, generated, or there twice.</summary>
    LoadColumnInvalid,

    /// <summary>No mysqld was found on this machine.</summary>
    SandboxServerMissing,

    /// <summary>The mysqld that was found can't be run.</summary>
    SandboxServerUnusable,

    /// <summary>A server could not be downloaded.</summary>
    SandboxDownloadFailed,

    /// <summary>There is a folder in the way that is no sandbox, or is a whole one.</summary>
    SandboxExists,

    /// <summary>The folder carries no marker that it is a sandbox of ours.</summary>
    SandboxNotOurs,

    /// <summary>No sandbox is at that path or port.</summary>
    SandboxMissing,

    /// <summary>No free port was found.</summary>
    SandboxPortTaken,

    /// <summary>An option for the sandbox can't be used.</summary>
    SandboxOptionInvalid,

    /// <summary>The sandbox's server did not start.</summary>
    SandboxStartFailed,

    /// <summary>The sandbox's server did not stop.</summary>
    SandboxStopFailed,

    /// <summary>The lock for a consistent export was not to be had in time.</summary>
    DumpLockFailed,

    /// <summary>A table was altered, truncated or dropped while it was exported.</summary>
    DumpTableChanged,

    /// <summary>The rows of a table's chunks are not as many as the table has in the same snapshot.</summary>
    DumpRowsMismatch,

    /// <summary>Nothing on the server fits what was asked for.</summary>
    DumpNothingSelected,

    /// <summary>The server can't read the condition that was given for a table's rows.</summary>
    DumpWhereInvalid,

    /// <summary>There is something at the path of an export already.</summary>
    ExportPathTaken,

    /// <summary>An export was written by a newer version, in a format that this one does not know.</summary>
    ExportUnsupported,

    /// <summary>A folder is no whole export: the export failed, was cancelled, or is still running.</summary>
    ExportIncomplete,

    /// <summary>A file of an export is missing, or is not what the manifest says.</summary>
    ExportDamaged,

    /// <summary>The server to load into takes no writes.</summary>
    LoadTargetReadOnly,

    /// <summary>The server to load into is a replica.</summary>
    LoadTargetIsReplica,

    /// <summary>The server to load into lacks a character set, collation, engine, plugin or kind of object that the export needs.</summary>
    LoadTargetLacksFeature,

    /// <summary>What is to be loaded is there already.</summary>
    LoadObjectExists,

    /// <summary>Another import is loading into the same database.</summary>
    LoadBusy,

    /// <summary>An unfinished import of another export holds the same tables.</summary>
    LoadExportChanged,

    /// <summary>The server took rows of a table only with warnings, so they were not loaded.</summary>
    LoadRejected,

    /// <summary>A part of a table could not be loaded.</summary>
    LoadChunkFailed,

    /// <summary>The ledger of imports, schema mysqlops on the target, can't be made or read.</summary>
    LoadLedgerFailed,

    /// <summary>Two objects would get the same name on the target.</summary>
    LoadNameCollision,

    /// <summary>The target would store a name in lower case.</summary>
    LoadNameCaseLost,

    /// <summary>The target demands a primary key, and a table has none.</summary>
    LoadKeyRequired,

    /// <summary>Rows are to be loaded into a table whose triggers would fire.</summary>
    LoadTriggersExist,

    /// <summary>A row is larger than max_allowed_packet, and the server has local_infile off.</summary>
    LoadValueTooLarge,

    /// <summary>The server to change takes no writes.</summary>
    SyncTargetReadOnly,

    /// <summary>The server to change is a replica.</summary>
    SyncTargetIsReplica,

    /// <summary>There is no statement that removes a difference, or it is not on a server that can be changed.</summary>
    SyncUnsupported,

    /// <summary>A change would lose something, and that is not allowed.</summary>
    SyncDestructive,

    /// <summary>Changes of rows would fire triggers.</summary>
    SyncTriggersExist,

    /// <summary>Another synchronization changes the same server.</summary>
    SyncBusy,

    /// <summary>The record of synchronizations, schema mysqlops on the server, can't be made or read.</summary>
    SyncLedgerFailed,

    /// <summary>A change of a definition, tried on copies, did not give what the source has.</summary>
    SyncProofFailed,

    /// <summary>A row was changed between the comparison and the synchronization.</summary>
    SyncRowChanged,

    /// <summary>A text is not a GTID set.</summary>
    ReplicationGtidInvalid,

    /// <summary>A server has no replication channel of that name, or none at all.</summary>
    ReplicationChannelMissing,

    /// <summary>A receiver or applier was started and stopped again at an error.</summary>
    ReplicationStartFailed,

    /// <summary>A replica did not come to where it was waited for within the limit.</summary>
    ReplicationWaitTimeout,

    /// <summary>A reset would lose temporary tables that the applier holds open.</summary>
    ReplicationTemporaryTables,

    /// <summary>A reset would lose fetched transactions that no other server is known to have.</summary>
    ReplicationWouldLose,

    /// <summary>Transactions are not to be skipped, because the source does not have them (yet) or they can't be named.</summary>
    ReplicationSkipRefused,

    /// <summary>At an address where a member of a topology should be, another server answers.</summary>
    TopologyAddressMismatch,

    /// <summary>A file is not a saved topology.</summary>
    TopologyFileInvalid,

    /// <summary>There is no drawing of a topology for the ending of a file's name.</summary>
    TopologyFormatUnknown,

    /// <summary>There is no node to draw, or to compare with.</summary>
    TopologyEmpty,
    /// <summary>The server can't send its binary logs: one is missing, damaged or can't be decrypted, or there is none.</summary>
    BinlogUnreadable,

    /// <summary>What a server sent of its binary logs is damaged or of an unknown format.</summary>
    BinlogInvalid,

    /// <summary>A server whose errant transactions are asked for has no source to hold them against.</summary>
    ErrantSourceMissing,

    /// <summary>A server runs without GTIDs, so that errant transactions can't be told.</summary>
    ErrantGtidModeOff,

    /// <summary>Empty transactions must not be made on this server, or not under these names.</summary>
    ErrantRepairRefused,

    /// <summary>An empty transaction could not be made.</summary>
    ErrantRepairFailed,

    /// <summary>A file with the progress of a test of replicas can't be read, or belongs to another test.</summary>
    ReplicaDataStateInvalid,

    /// <summary>A server does not replicate from the source that its rows are to be held against.</summary>
    ReplicaDataNotReplica,

    /// <summary>A check of a source and its replica failed, so that replication is not set up.</summary>
    ReplicationCheckFailed,

    /// <summary>The replica can't reach its source by the network.</summary>
    ReplicationSourceUnreachable,

    /// <summary>The source refuses the account that the replica logs in with.</summary>
    ReplicationLoginFailed,

    /// <summary>The replica can't make a TLS connection to its source.</summary>
    ReplicationTlsFailed,

    /// <summary>The replica may not send the account's password without TLS, and has no public key of the source.</summary>
    ReplicationPublicKeyMissing,

    /// <summary>A change that was made on the source did not arrive at the replica.</summary>
    ReplicationWriteLost,

    /// <summary>The replica's data could not be got from the source.</summary>
    ProvisionFailed,

    /// <summary>A cloned server has to be started by hand.</summary>
    ProvisionRestartNeeded,
    /// <summary>No server can become the primary.</summary>
    FailoverNoCandidate,

    /// <summary>No server has, or can collect, everything that the others have: each would lose transactions that another one has.</summary>
    FailoverSplitBrain,

    /// <summary>Transactions lie only in relay logs that can't be applied.</summary>
    FailoverTransactionsStranded,

    /// <summary>Somebody else holds the failover lock of a server: another switchover, failover or monitor.</summary>
    FailoverBusy,

    /// <summary>The session that held the failover lock of a server has ended.</summary>
    FailoverLeaseLost,

    /// <summary>A monitor that only watches has seen the primary go.</summary>
    FailoverPrimaryGone,

    /// <summary>Too few replicas answer for a lease.</summary>
    FailoverNoMajority,

    /// <summary>The journal of failovers, schema mysqlops on each member, can't be written or read.</summary>
    FailoverJournalFailed,

    /// <summary>The primary answers, so that nothing is failed over.</summary>
    FailoverPrimaryAlive,

    /// <summary>Another server has taken over from the one that was named.</summary>
    FailoverPrimaryMoved,

    /// <summary>A replica could not apply in time what it had fetched, or could not fetch what it lacked.</summary>
    FailoverRelayLogNotApplied,

    /// <summary>There is no proof that the old primary takes no writes.</summary>
    FailoverFenceUnproven,

    /// <summary>A hook of the operator stopped the failover.</summary>
    FailoverStoppedByHook,

    /// <summary>The candidate could not be made writable.</summary>
    FailoverPromotionFailed,

    /// <summary>There is a new primary, but not every server follows it.</summary>
    FailoverIncomplete,

    /// <summary>The order to suspend or resume failovers could not be written on a majority of the replicas.</summary>
    FailoverSuspensionFailed,

    /// <summary>A hook of the operator failed; the failover went on.</summary>
    FailoverHookFailed,

    /// <summary>What is named as a hook can't be run.</summary>
    FailoverHookInvalid,

    /// <summary>A server of the topology can't be reached, and a planned switchover needs all.</summary>
    SwitchoverMemberUnreachable,

    /// <summary>A replica is connected to the primary and was neither given nor found, so it would be left behind.</summary>
    SwitchoverReplicaUnknown,

    /// <summary>A server that is to take part does not replicate from the primary.</summary>
    SwitchoverNotReplica,

    /// <summary>The server that is to give up its role is read-only, so it is not the primary.</summary>
    SwitchoverPrimaryReadOnly,

    /// <summary>A server is set up in a way that a switchover can't deal with: no GTIDs, or a replication group.</summary>
    SwitchoverUnsupported,

    /// <summary>No server can become the primary.</summary>
    SwitchoverCandidateMissing,

    /// <summary>The server that is to become the primary may not.</summary>
    SwitchoverCandidateIneligible,

    /// <summary>The candidate did not catch up in time; nothing was blocked.</summary>
    SwitchoverCandidateLags,

    /// <summary>The password is not known by which the old primary is to follow the new one.</summary>
    SwitchoverPasswordMissing,

    /// <summary>The candidate lacks the account by which the others are to follow it.</summary>
    SwitchoverAccountMissing,

    /// <summary>The old primary uses the name of the channel that it needs for something else.</summary>
    SwitchoverChannelTaken,

    /// <summary>Commits would not be acknowledged any more after the switchover as they are now.</summary>
    SwitchoverSemiSyncLost,

    /// <summary>The topology is no longer as it was when the plan was made.</summary>
    SwitchoverPlanStale,

    /// <summary>The primary could not be made read-only in time.</summary>
    SwitchoverFenceBlocked,

    /// <summary>Nobody could write for longer than was allowed, so everything was undone.</summary>
    SwitchoverOutageExceeded,

    /// <summary>A step failed for an unforeseen reason, and everything was undone.</summary>
    SwitchoverFailed,

    /// <summary>A switchover failed, and what it had done could not be undone.</summary>
    SwitchoverUndoFailed,

    /// <summary>The candidate was told to become writable and did not answer, so the old primary stays read-only.</summary>
    SwitchoverOutcomeUnknown,

    /// <summary>The switchover was done, but a server does not follow the new primary.</summary>
    SwitchoverReplicaDetached,

    /// <summary>The switchover was done, but a step after the promotion failed.</summary>
    SwitchoverUnfinished,

    /// <summary>A file or folder could not be written or read.</summary>
    FileFailed,
}
