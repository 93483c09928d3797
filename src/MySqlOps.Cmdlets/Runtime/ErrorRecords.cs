using System.Management.Automation;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>The one place where an error of the engine becomes a record of PowerShell's, with its category and a remedy.</summary>
internal static class ErrorRecords
{
    /// <summary>True for an error that the engine raised on purpose; anything else is a bug and flies as it is.</summary>
    public static bool Knows(Exception exception) => exception is MySqlOpsException;

    /// <summary>The record: id <c>MySqlOps.&lt;ErrorId&gt;</c>, the category, the target and the recommended action.</summary>
    public static ErrorRecord Create(Exception exception)
    {
        var error = (MySqlOpsException)exception;
        return new ErrorRecord(error, $"MySqlOps.{error.Id}", Category(error.Id), error.Target)
        {
            ErrorDetails = new ErrorDetails(error.Message) { RecommendedAction = Remedy(error.Id) },
        };
    }

    /// <summary>PowerShell's category of an error.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is not in the table: it must be added.</exception>
    internal static ErrorCategory Category(ErrorId id) => Entry(id).Category;

    /// <summary>What to do about an error.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is not in the table: it must be added.</exception>
    internal static string Remedy(ErrorId id) => Entry(id).Remedy;

    private static (ErrorCategory Category, string Remedy) Entry(ErrorId id) => id switch
    {
        ErrorId.AddressInvalid => (ErrorCategory.InvalidArgument, "Write the server as user@host:port, user@/path/to/socket, mysql://user@host:port, file[group], or a login path; quote a user name that has a colon."),
        ErrorId.OptionFileMissing => (ErrorCategory.ObjectNotFound, "Check the option file's path, and that you may read it."),
        ErrorId.OptionFileInvalid => (ErrorCategory.InvalidData, "Mend the option file at the line that the message names."),
        ErrorId.LoginPathFileUnsafe => (ErrorCategory.SecurityError, "Take the others' rights from the login-path file: chmod 600."),
        ErrorId.LoginPathFileInvalid => (ErrorCategory.InvalidData, "Restore the login-path file, or delete it and set its login paths anew."),
        ErrorId.LoginPathMissing => (ErrorCategory.ObjectNotFound, "See Get-MySqlLoginPath for those there are, or make it with Set-MySqlLoginPath."),
        ErrorId.LoginPathInvalid => (ErrorCategory.InvalidArgument, "Use a name or value that the file of mysql_config_editor can carry."),
        ErrorId.LoginPathFileBusy => (ErrorCategory.ResourceBusy, "Try again when the other process is done."),
        ErrorId.ConnectUnknownHost => (ErrorCategory.ConnectionError, "Check the host's name and the resolver."),
        ErrorId.ConnectRefused => (ErrorCategory.ConnectionError, "Check that the server runs, and its port, bind_address or socket."),
        ErrorId.ConnectTimeout => (ErrorCategory.OperationTimeout, "Look whether the server hangs or a firewall drops packets; raise the connect time-out if it is only slow."),
        ErrorId.ConnectUnreachable => (ErrorCategory.ConnectionError, "Check the route and the firewalls on the way."),
        ErrorId.ConnectAccessDenied => (ErrorCategory.AuthenticationError, "Check the user, the password, and the hosts from which the account may connect."),
        ErrorId.ConnectAccountLocked => (ErrorCategory.AuthenticationError, "Unlock the account with ALTER USER ... ACCOUNT UNLOCK."),
        ErrorId.ConnectPasswordExpired => (ErrorCategory.AuthenticationError, "Set a new password with ALTER USER."),
        ErrorId.ConnectTlsNotOffered => (ErrorCategory.SecurityError, "Give the server a certificate, or lower the TLS mode."),
        ErrorId.ConnectTlsUntrusted => (ErrorCategory.SecurityError, "Name the PEM file of the authority that signed the server's certificate."),
        ErrorId.ConnectTlsNameMismatch => (ErrorCategory.SecurityError, "Connect by a name that is in the certificate, or verify the authority only (VerifyCA)."),
        ErrorId.ConnectTlsFailed => (ErrorCategory.SecurityError, "Check the certificate files and the server's tls_version."),
        ErrorId.ConnectTlsDemanded => (ErrorCategory.SecurityError, "Use TLS mode Preferred or stricter."),
        ErrorId.ConnectInsecureAuthentication => (ErrorCategory.SecurityError, "Use TLS or a socket, or allow the server's public key to be fetched."),
        ErrorId.ConnectAuthenticationUnsupported => (ErrorCategory.AuthenticationError, "Move the account to caching_sha2_password with ALTER USER."),
        ErrorId.ConnectHostBlocked => (ErrorCategory.PermissionDenied, "Run TRUNCATE TABLE performance_schema.host_cache on the server."),
        ErrorId.ConnectHostNotAllowed => (ErrorCategory.PermissionDenied, "Create an account for this host, or connect from another."),
        ErrorId.ConnectTooManyConnections => (ErrorCategory.ResourceBusy, "Try again later, end idle connections, or raise max_connections."),
        ErrorId.ConnectNotMySql => (ErrorCategory.ProtocolError, "Check the port."),
        ErrorId.ConnectFailed => (ErrorCategory.ConnectionError, "Look at the message and into the server's error log."),
        ErrorId.ConnectionLost => (ErrorCategory.ConnectionError, "Check that the server still runs, then try again."),
        ErrorId.QueryFailed => (ErrorCategory.InvalidOperation, "Look up the server's error number in the MySQL manual."),
        ErrorId.QueryTimeout => (ErrorCategory.OperationTimeout, "Raise the command time-out, or look at what the server is busy with."),
        ErrorId.PrivilegeMissing => (ErrorCategory.PermissionDenied, "Grant the account the privilege that the message names."),
        ErrorId.ServerUnsupported => (ErrorCategory.NotImplemented, "Use a server that has the feature: MySQL 8.0.23 or later."),
        ErrorId.DriverUnsupported => (ErrorCategory.NotImplemented, "Use a build on MySqlConnector, which is the one that ships."),
        ErrorId.DatabaseMissing => (ErrorCategory.ObjectNotFound, "Check the database's name and the account's rights."),
        ErrorId.TableMissing => (ErrorCategory.ObjectNotFound, "Check the table's name and the account's rights."),
        ErrorId.DefinitionInvalid => (ErrorCategory.ParserError, "Look at the table with SHOW CREATE TABLE; report a statement that the server itself takes."),
        ErrorId.LoadFileInvalid => (ErrorCategory.InvalidData, "Unpack the file with the program that packed it, fetch it again, or name its character set."),
        ErrorId.LoadScriptInvalid => (ErrorCategory.ParserError, "Mend the script at the line that the message names."),
        ErrorId.LoadCommandRefused => (ErrorCategory.SecurityError, "Take the command out of the script, or run it with the mysql client."),
        ErrorId.LoadStatementFailed => (ErrorCategory.InvalidOperation, "Look up the server's error number in the MySQL manual, and look at the script at the line that the message names."),
        ErrorId.LoadStatementTooLong => (ErrorCategory.LimitsExceeded, "Raise max_allowed_packet on the server, or make the dump with a smaller net_buffer_length."),
        ErrorId.LoadRowInvalid => (ErrorCategory.InvalidData, "Mend the file at the line that the message names, or name its delimiter, quote and character set."),
        ErrorId.LoadColumnInvalid => (ErrorCategory.InvalidArgument, "Name the columns of file and table by -ColumnMap."),
        ErrorId.SandboxServerMissing => (ErrorCategory.ObjectNotFound, "Install a MySQL server, or name one by -MysqldPath or the variable MYSQLOPS_MYSQLD."),
        ErrorId.SandboxServerUnusable => (ErrorCategory.InvalidArgument, "Name a mysqld of MySQL 8.0.23 or later that runs on this machine."),
        ErrorId.SandboxDownloadFailed => (ErrorCategory.ResourceUnavailable, "Install a MySQL server by hand, and name it by MYSQLOPS_MYSQLD."),
        ErrorId.SandboxExists => (ErrorCategory.ResourceExists, "Choose another path or port, or remove what is there."),
        ErrorId.SandboxNotOurs => (ErrorCategory.SecurityError, "Remove the folder by hand if it is not needed."),
        ErrorId.SandboxMissing => (ErrorCategory.ObjectNotFound, "See Get-MySqlSandbox for those there are."),
        ErrorId.SandboxPortTaken => (ErrorCategory.ResourceBusy, "Choose another base port."),
        ErrorId.SandboxOptionInvalid => (ErrorCategory.InvalidArgument, "Correct the option that the message names."),
        ErrorId.SandboxStartFailed => (ErrorCategory.OpenError, "Read the server's error log, which the message names."),
        ErrorId.SandboxStopFailed => (ErrorCategory.CloseError, "Stop it with -Force, which ends the process."),
        ErrorId.DumpLockFailed => (ErrorCategory.ResourceBusy, "Try again at a quieter time, end the statement that the message names, or raise the lock time-out."),
        ErrorId.DumpTableChanged => (ErrorCategory.ResourceBusy, "Export again while nobody alters tables, or grant BACKUP_ADMIN, with which an export locks DDL out."),
        ErrorId.DumpRowsMismatch => (ErrorCategory.InvalidResult, "Export again; if it stays so, run CHECK TABLE on the table that the message names."),
        ErrorId.DumpNothingSelected => (ErrorCategory.ObjectNotFound, "Check the names and patterns, and what the account may see."),
        ErrorId.DumpWhereInvalid => (ErrorCategory.InvalidArgument, "Correct the condition: it is what stands after WHERE in a SELECT from that table alone."),
        ErrorId.ExportPathTaken => (ErrorCategory.ResourceExists, "Choose another path, or remove what is there."),
        ErrorId.ExportUnsupported => (ErrorCategory.NotImplemented, "Load it with a version of MySqlOps as new as the one that wrote it."),
        ErrorId.ExportIncomplete => (ErrorCategory.InvalidData, "Export anew: a folder without its manifest is no export."),
        ErrorId.ExportDamaged => (ErrorCategory.InvalidData, "Get the export's files again from where they were whole, or export anew."),
        ErrorId.LoadTargetReadOnly => (ErrorCategory.PermissionDenied, "Load into a server that is writable, or turn off its read_only and super_read_only."),
        ErrorId.LoadTargetIsReplica => (ErrorCategory.InvalidOperation, "Load into the replica's source, or allow it by -AllowReplica."),
        ErrorId.LoadTargetLacksFeature => (ErrorCategory.NotImplemented, "Load into a server that has what the message names, or leave the object out."),
        ErrorId.LoadObjectExists => (ErrorCategory.ResourceExists, "Choose -IfExists Skip or Replace, another name with -RenameDatabase, or drop what is there."),
        ErrorId.LoadBusy => (ErrorCategory.ResourceBusy, "Try again when the other import is done."),
        ErrorId.LoadExportChanged => (ErrorCategory.InvalidOperation, "Finish it with the export that it was begun with, or begin anew with -IfExists Replace."),
        ErrorId.LoadRejected => (ErrorCategory.InvalidData, "Look into the reject file, mend the table or the rows and import again: it goes on where it stopped. Or accept the warnings by -AllowWarning."),
        ErrorId.LoadChunkFailed => (ErrorCategory.WriteError, "Look at the server's error in the message, mend its cause and import again: it goes on where it stopped."),
        ErrorId.LoadLedgerFailed => (ErrorCategory.PermissionDenied, "Grant the account CREATE, SELECT, INSERT, UPDATE and DELETE on mysqlops.*."),
        ErrorId.LoadNameCollision => (ErrorCategory.InvalidArgument, "Rename one of them, or load them one after another into databases of their own."),
        ErrorId.LoadNameCaseLost => (ErrorCategory.InvalidArgument, "Load into a server with the same lower_case_table_names, or rename it at the source."),
        ErrorId.LoadKeyRequired => (ErrorCategory.InvalidArgument, "Turn off sql_require_primary_key on the target, or leave the table out."),
        ErrorId.LoadTriggersExist => (ErrorCategory.InvalidOperation, "Drop the table's triggers for the import, or import the definitions too."),
        ErrorId.LoadValueTooLarge => (ErrorCategory.LimitsExceeded, "Raise max_allowed_packet on the target, or set its local_infile on."),
        ErrorId.SyncTargetReadOnly => (ErrorCategory.PermissionDenied, "Change a server that is writable, or turn off its read_only and super_read_only."),
        ErrorId.SyncTargetIsReplica => (ErrorCategory.InvalidOperation, "Change the replica's source, or allow it by -AllowReplica."),
        ErrorId.SyncUnsupported => (ErrorCategory.NotImplemented, "Read the difference's Unsupported property, and change the object by hand."),
        ErrorId.SyncDestructive => (ErrorCategory.PermissionDenied, "Look at what the message says would be lost; then use -AllowDestructive or -SafeBelowBytes."),
        ErrorId.SyncTriggersExist => (ErrorCategory.InvalidOperation, "Choose by -TriggerAction whether they are dropped meanwhile or may fire."),
        ErrorId.SyncBusy => (ErrorCategory.ResourceBusy, "Try again when it is done, or end the session that the message names."),
        ErrorId.SyncLedgerFailed => (ErrorCategory.PermissionDenied, "Grant the account CREATE, SELECT, INSERT, UPDATE and DELETE on mysqlops.*."),
        ErrorId.SyncProofFailed => (ErrorCategory.InvalidResult, "Change the object by hand; report the two definitions."),
        ErrorId.SyncRowChanged => (ErrorCategory.ResourceBusy, "Compare again, and synchronize what still differs."),
        ErrorId.ReplicationGtidInvalid => (ErrorCategory.InvalidArgument, "Write the set as the server does: uuid:1-3:7, with a tag uuid:tag:1-3, several UUIDs with a comma between them."),
        ErrorId.ReplicationChannelMissing => (ErrorCategory.ObjectNotFound, "See the channels with Get-MySqlReplicaStatus."),
        ErrorId.ReplicationStartFailed => (ErrorCategory.OperationStopped, "Mend the error that the message names, then start it again."),
        ErrorId.ReplicationWaitTimeout => (ErrorCategory.OperationTimeout, "Look at it with Get-MySqlReplicaStatus; wait again with a longer -Timeout."),
        ErrorId.ReplicationTemporaryTables => (ErrorCategory.ResourceBusy, "Start the applier, and stop it when Replica_open_temp_tables is 0."),
        ErrorId.ReplicationWouldLose => (ErrorCategory.PermissionDenied, "Let the applier finish with Start-MySqlReplica -Thread Applier -WaitFor CatchUp, or accept the loss by -AllowLoss."),
        ErrorId.ReplicationSkipRefused => (ErrorCategory.PermissionDenied, "Check the set; see what the replica lacks with Get-MySqlReplicaStatus."),
        ErrorId.TopologyAddressMismatch => (ErrorCategory.ConnectionError, "Say by -AddressMap where the member is reached from here."),
        ErrorId.TopologyFileInvalid => (ErrorCategory.InvalidData, "Name a .json file that Export-MySqlTopology has written."),
        ErrorId.TopologyFormatUnknown => (ErrorCategory.InvalidArgument, "Let the path end in .svg, .html, .mmd, .dot or .json."),
        ErrorId.TopologyEmpty => (ErrorCategory.InvalidArgument, "Pipe in what Get-MySqlTopology gives."),
        ErrorId.BinlogUnreadable => (ErrorCategory.ReadError, "Look at SHOW BINARY LOGS and into the server's error log; a binary log that is gone can't be read from this server."),
        ErrorId.BinlogInvalid => (ErrorCategory.InvalidData, "Check the binary log on the server with mysqlbinlog --verify-binlog-checksum."),
        ErrorId.ErrantSourceMissing => (ErrorCategory.InvalidArgument, "Name the server to compare with by -Source."),
        ErrorId.ErrantGtidModeOff => (ErrorCategory.NotEnabled, "Set gtid_mode to ON on the server."),
        ErrorId.ErrantRepairRefused => (ErrorCategory.InvalidOperation, "Do what the message says, or choose other transactions."),
        ErrorId.ErrantRepairFailed => (ErrorCategory.InvalidResult, "Take away the cause that the message names, and run it again: what is there is not made again."),
        ErrorId.ReplicaDataStateInvalid => (ErrorCategory.InvalidData, "Give the same parameters as before, or another -Path; delete the file to begin anew."),
        ErrorId.ReplicaDataNotReplica => (ErrorCategory.InvalidArgument, "Name the source that the replica replicates from, or compare the servers with Compare-MySqlDatabase."),
        ErrorId.ReplicationCheckFailed => (ErrorCategory.InvalidOperation, "Mend what the message names, or look at it with Test-MySqlReplication; some of it -Force goes on with."),
        ErrorId.ReplicationSourceUnreachable => (ErrorCategory.ConnectionError, "Check the source's address as the replica sees it (-SourceHost, -SourcePort), its bind_address, and the firewalls between them."),
        ErrorId.ReplicationLoginFailed => (ErrorCategory.AuthenticationError, "Check the replication account's password, and the hosts from which it may log in."),
        ErrorId.ReplicationTlsFailed => (ErrorCategory.SecurityError, "Check the file of authorities on the replica (-ReplicaCaFile), and the source's certificate."),
        ErrorId.ReplicationPublicKeyMissing => (ErrorCategory.SecurityError, "Use TLS between replica and source."),
        ErrorId.ReplicationWriteLost => (ErrorCategory.OperationTimeout, "Look at the replica with Get-MySqlReplicaStatus, and for replication filters."),
        ErrorId.ProvisionFailed => (ErrorCategory.InvalidResult, "Mend what the message names, and run New-MySqlReplication again."),
        ErrorId.ProvisionRestartNeeded => (ErrorCategory.OperationStopped, "Start the replica's server by hand, and run New-MySqlReplication again."),
        ErrorId.FailoverNoCandidate => (ErrorCategory.ObjectNotFound, "Mend what the message says of each server, or name other candidates."),
        ErrorId.FailoverSplitBrain => (ErrorCategory.InvalidOperation, "Bring back the server whose binary logs hold what the message names, or leave out a server whose transactions may be lost."),
        ErrorId.FailoverTransactionsStranded => (ErrorCategory.InvalidOperation, "Mend the applier of the server that the message names, or accept the loss."),
        ErrorId.FileFailed => (ErrorCategory.WriteError, "Check the path, its rights and the space on the disk."),
        _ => throw new ArgumentOutOfRangeException(nameof(id), id, "Give the error its category and remedy."),
    };
}
