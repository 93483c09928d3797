using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Suspension;

namespace MySqlOps.Engine.Failover.Overview;

/// <summary>Who may fail over a set of servers, whether that is suspended, and which runs there were: what the servers themselves hold of it.</summary>
public sealed record FailoverOverview
{
    /// <summary>The primary, as it was given.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>When this was asked, by our own clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who has the failover lock of a majority of the replicas, a monitor or a run: user, machine, process; null when nobody has.</summary>
    public required string? Holder { get; init; }

    /// <summary>True when failovers are suspended now.</summary>
    public bool IsSuspended => Suspension?.IsInForce(At) == true;

    /// <summary>The newest order to suspend or resume; null when there never was one.</summary>
    public required FailoverSuspension? Suspension { get; init; }

    /// <summary>The runs that any server knows, the newest first.</summary>
    public required IReadOnlyList<JournalEntry> Runs { get; init; }

    /// <summary>How many of them nobody has acknowledged.</summary>
    public int UnacknowledgedRuns => Runs.Count(run => run.Epoch > (Suspension?.AcknowledgedEpoch ?? 0));

    /// <summary>True when the newest run was broken off: the next one, or the next monitor, finishes it.</summary>
    public bool IsUnfinished => Runs is [{ IsUnfinished: true }, ..];

    /// <summary>Each server, the primary first.</summary>
    public required IReadOnlyList<FailoverMember> Members { get; init; }
}
