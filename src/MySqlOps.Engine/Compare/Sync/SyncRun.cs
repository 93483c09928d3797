using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>What all parts of a run share.</summary>
internal sealed record SyncRun
{
    /// <summary>The plan.</summary>
    public required SyncPlan Plan { get; init; }

    /// <summary>The session that changes the server.</summary>
    public required DataSession Session { get; init; }

    /// <summary>What was done.</summary>
    public required SyncLedger Ledger { get; init; }

    /// <summary>Does things again.</summary>
    public required SyncRetry Retry { get; init; }

    /// <summary>Hears of warnings and progress.</summary>
    public required IOperationObserver Observer { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The record of a step.</summary>
    public MySqlSyncStep Report(SyncStep step, SyncStatus status, TimeSpan elapsed, string? message = null, ErrorId? error = null) => new()
    {
        Server = Plan.Server,
        ObjectType = step.ObjectType,
        Database = step.Database,
        Name = step.Name,
        Action = step.Action,
        Status = status,
        Sql = step.Sql,
        Elapsed = elapsed,
        Error = error,
        Message = message,
    };
}
