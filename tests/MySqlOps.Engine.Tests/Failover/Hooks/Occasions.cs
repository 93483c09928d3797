using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Hooks;
using MySqlOps.Engine.Failover.Promotion;

namespace MySqlOps.Engine.Tests.Failover.Hooks;

/// <summary>What hooks are told, made up.</summary>
internal static class Occasions
{
    /// <summary>The old primary.</summary>
    public static MySqlServer Old { get; } = new MySqlServer { Host = "db1", Port = 3306, User = "root" }.WithPassword("old-Pw-1");

    /// <summary>The new primary.</summary>
    public static MySqlServer Fresh { get; } = new() { Host = "db2", Port = 3307, User = "root" };

    /// <summary>Before a candidate is chosen.</summary>
    public static FailoverHookEvent Before { get; } = new() { OldPrimary = Old, Reasons = ["It's gone.", "Both replicas say so."] };

    /// <summary>At the end.</summary>
    public static FailoverHookEvent After { get; } = Before with { NewPrimary = Fresh, Epoch = 7, Outcome = Outcome(isComplete: true) };

    /// <summary>How it went.</summary>
    public static MySqlFailover Outcome(bool isComplete, bool isUndone = false) => new()
    {
        Server = isUndone ? Old : Fresh,
        OldPrimary = Old,
        NewPrimary = isUndone ? null : Fresh,
        Epoch = 7,
        IsComplete = isComplete,
        IsUndone = isUndone,
        Elapsed = TimeSpan.FromSeconds(1.5),
        Steps = [],
        Message = isComplete ? null : "db3 does not follow.",
    };
}
