namespace MySqlOps.Engine.Compare;

/// <summary>The types of objects that are compared.</summary>
public enum ComparedObject
{
    /// <summary>A database, with its character set, collation and encryption.</summary>
    Database,

    /// <summary>A base table, or its rows.</summary>
    Table,

    /// <summary>A view.</summary>
    View,

    /// <summary>A stored function.</summary>
    Function,

    /// <summary>A stored procedure.</summary>
    Procedure,

    /// <summary>A library (MySQL 9.2 and later).</summary>
    Library,

    /// <summary>A trigger.</summary>
    Trigger,

    /// <summary>An event.</summary>
    Event,

    /// <summary>An account or role, with its grants.</summary>
    Account,
}
