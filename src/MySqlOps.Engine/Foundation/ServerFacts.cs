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
}
