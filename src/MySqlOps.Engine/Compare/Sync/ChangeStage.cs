namespace MySqlOps.Engine.Compare.Sync;

/// <summary>The order of changes in a script. Within a stage, what is needed by others comes first, and what is dropped goes after what needs it.</summary>
internal enum ChangeStage
{
    /// <summary>CREATE and ALTER DATABASE.</summary>
    Databases,

    /// <summary>Triggers and events that go or are made anew: they would fire.</summary>
    DropPrograms,

    /// <summary>Foreign keys that go or are made anew.</summary>
    DropForeignKeys,

    /// <summary>Views and routines that go, before the tables that they read.</summary>
    DropViewsAndRoutines,

    /// <summary>Tables that go.</summary>
    DropTables,

    /// <summary>RENAME TABLE.</summary>
    RenameTables,

    /// <summary>Functions that generated columns, checks and defaults can't use but views can; and libraries.</summary>
    CreateRoutines,

    /// <summary>CREATE TABLE without foreign keys.</summary>
    CreateTables,

    /// <summary>ALTER TABLE: clauses of one table are joined to one statement.</summary>
    AlterTables,

    /// <summary>ALTER TABLE ... PARTITION BY and its kin, which must stand alone.</summary>
    AlterPartitions,

    /// <summary>Rows.</summary>
    Rows,

    /// <summary>ALTER TABLE ... ADD CONSTRAINT of foreign keys.</summary>
    AddForeignKeys,

    /// <summary>CREATE OR REPLACE VIEW.</summary>
    CreateViews,

    /// <summary>Triggers and events.</summary>
    CreatePrograms,

    /// <summary>Accounts, roles and grants.</summary>
    Accounts,

    /// <summary>DROP DATABASE.</summary>
    DropDatabases,
}
