using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>What is done about an error of a synchronization.</summary>
internal static class SyncErrors
{
    /// <summary>True when the same may go well in a moment: a deadlock, or a lock that was long in coming.</summary>
    public static bool Passes(MySqlOpsException e) => e.ServerErrorNumber is ServerErrorNumber.Deadlock or ServerErrorNumber.LockWaitTimeout;

    /// <summary>True when nothing more can be done in this run: the connection is gone, or the statement was ended from outside.</summary>
    public static bool EndsRun(MySqlOpsException e) =>
        e.ServerErrorNumber is null or ServerErrorNumber.ServerShutdown or ServerErrorNumber.QueryInterrupted || e.Id is ErrorId.ConnectionLost;

    /// <summary>True when it is the table that is not as it should be, so that its other rows would fare no better.</summary>
    public static bool IsOfTable(MySqlOpsException e) => e.ServerErrorNumber is { } number && (ServerErrorNumber.IsTableChanged(number) || ServerErrorNumber.IsPrivilegeMissing(number));
}
