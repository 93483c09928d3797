using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Hooks;
using MySqlOps.Engine.Failover.Promotion;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>How a monitor is to work.</summary>
internal sealed record MonitorOptions
{
    /// <summary>What it does about a primary that is gone.</summary>
    public FailoverMode Mode { get; init; }

    /// <summary>How the primary is watched.</summary>
    public PrimaryWatchOptions Watch { get; init; } = new();

    /// <summary>How a failover goes.</summary>
    public FailoverOptions Failover { get; init; } = new();

    /// <summary>How long after a failover there is no other one; zero for no such rule.</summary>
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many failovers there may be within an hour; 0 for any number.</summary>
    public int MaxPerHour { get; init; } = 3;

    /// <summary>True keeps super_read_only persisted on all members, so that whichever is restarted takes no writes.</summary>
    public bool KeepsBootFence { get; init; } = true;

    /// <summary>True only says what would be done. Nothing is written, and no lease is taken.</summary>
    public bool IsWhatIf { get; init; }

    /// <summary>True ends when the first verdict holds, and what it asks for is done.</summary>
    public bool IsOnce { get; init; }

    /// <summary>After how long without a word from the monitor a member gives its lock to another.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the members are asked in full, and those that are away are tried.</summary>
    public TimeSpan SurveyInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a member may take to answer then.</summary>
    public TimeSpan SurveyTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often the members note down anew who starts read-only, when nothing has changed.</summary>
    public TimeSpan BootFenceInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What the operator has done around a failover.</summary>
    public IFailoverHooks Hooks { get; init; } = NoHooks.Instance;
}
