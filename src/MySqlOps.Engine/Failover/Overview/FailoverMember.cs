using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Suspension;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Overview;

/// <summary>What one server holds of what monitors and failovers keep on it. Where it did not answer, everything but the server and the error is at its default.</summary>
public sealed record FailoverMember
{
    /// <summary>The server.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>Why it did not answer; null when it did.</summary>
    public ErrorId? Error { get; init; }

    /// <summary>The same as a sentence; null when it answered.</summary>
    public string? Message { get; init; }

    /// <summary>Its server_uuid; empty when it did not answer.</summary>
    public string Uuid { get; init; } = "";

    /// <summary>super_read_only; null when it did not answer.</summary>
    public bool? IsSuperReadOnly { get; init; }

    /// <summary>Who has its failover lock: user, machine, process; null when nobody has.</summary>
    public string? Holder { get; init; }

    /// <summary>The connection that has the lock; null when nobody has it.</summary>
    public long? HolderConnection { get; init; }

    /// <summary>From where that connection comes; null when the account may not see it.</summary>
    public string? HolderHost { get; init; }

    /// <summary>The newest order that it knows; null for none.</summary>
    public FailoverSuspension? Suspension { get; init; }

    /// <summary>The runs that it knows, the newest first.</summary>
    public IReadOnlyList<JournalEntry> Runs { get; init; } = [];
}
