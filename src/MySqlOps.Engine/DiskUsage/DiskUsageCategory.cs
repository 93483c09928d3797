namespace MySqlOps.Engine.DiskUsage;

/// <summary>What kind of thing takes the space.</summary>
public enum DiskUsageCategory
{
    /// <summary>One database: its tables' own files, whatever their engine.</summary>
    Database,

    /// <summary>One table with its partitions and full-text auxiliary tables.</summary>
    Table,

    /// <summary>InnoDB's system tablespace, and the tablespace mysql with the data dictionary.</summary>
    SystemTablespace,

    /// <summary>A general tablespace, which several tables share.</summary>
    GeneralTablespace,

    /// <summary>An undo tablespace.</summary>
    UndoTablespace,

    /// <summary>InnoDB's temporary tablespaces: the global one and the sessions'.</summary>
    TemporaryTablespace,

    /// <summary>InnoDB's redo log with its spare files.</summary>
    RedoLog,

    /// <summary>InnoDB's doublewrite files.</summary>
    Doublewrite,

    /// <summary>A binary log.</summary>
    BinaryLog,

    /// <summary>The relay logs of one replication channel.</summary>
    RelayLog,

    /// <summary>The general query log.</summary>
    GeneralLog,

    /// <summary>The slow query log.</summary>
    SlowLog,

    /// <summary>The error log.</summary>
    ErrorLog,

    /// <summary>The .sdi files with the definitions of tables that are not InnoDB's; an estimate.</summary>
    DefinitionFile,

    /// <summary>A tablespace that belongs to nothing the catalogue names, as an orphan of a crashed ALTER TABLE.</summary>
    Unattributed,
}
