namespace MySqlOps.Engine.Load.Plan;

/// <summary>The parts of a load, in the order in which they are run.</summary>
internal enum LoadPhase
{
    /// <summary>What is in the way is dropped.</summary>
    Clearing,

    /// <summary>Databases are made.</summary>
    Databases,

    /// <summary>Tables are made, without what is better made after the rows.</summary>
    Tables,

    /// <summary>Rows are loaded, and each table gets its indexes once it is whole.</summary>
    Rows,

    /// <summary>Foreign keys are made, and looked at for rows that lack their parent.</summary>
    ForeignKeys,

    /// <summary>Libraries, functions and procedures are made: views may use them.</summary>
    Routines,

    /// <summary>Views are made.</summary>
    Views,

    /// <summary>Triggers are made: after the rows, so that none has fired.</summary>
    Triggers,

    /// <summary>Accounts and roles are made.</summary>
    Accounts,

    /// <summary>Statistics and histograms are made.</summary>
    Statistics,

    /// <summary>Events are made: last, so that none fires into a half-loaded database.</summary>
    Events,

    /// <summary>gtid_purged is set.</summary>
    Gtids,
}
