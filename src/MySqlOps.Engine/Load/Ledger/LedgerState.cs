namespace MySqlOps.Engine.Load.Ledger;

/// <summary>How far a load is.</summary>
internal enum LedgerState
{
    /// <summary>What is in the way is being dropped. Nothing is the load's own yet.</summary>
    Clearing,

    /// <summary>Objects are being made and filled: those that the ledger names are the load's own.</summary>
    Loading,

    /// <summary>All is loaded.</summary>
    Finished,

    /// <summary>Another load replaced it before it was done.</summary>
    Abandoned,
}
