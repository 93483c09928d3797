namespace MySqlOps.Engine.Compare.Sync;

/// <summary>What becomes of tables with triggers that changes of rows would fire.</summary>
public enum SyncTriggerAction
{
    /// <summary>Their rows are refused.</summary>
    Refuse,

    /// <summary>
    /// The triggers are dropped and made again, with the table locked for writing meanwhile. Their definitions are kept in schema mysqlops: what a run that was killed has
    /// dropped the next run makes again. Until then the table is without them.
    /// </summary>
    Drop,

    /// <summary>They fire.</summary>
    Fire,
}
