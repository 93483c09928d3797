using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Promotion;

namespace MySqlOps.Engine.Failover.Hooks;

/// <summary>What a hook is told.</summary>
internal sealed record FailoverHookEvent
{
    /// <summary>The server that was the primary, as it was given: its host and port are known from the start.</summary>
    public required MySqlServer OldPrimary { get; init; }

    /// <summary>The server that becomes or is the primary; null before it is chosen, and where nobody is.</summary>
    public MySqlServer? NewPrimary { get; init; }

    /// <summary>The run's number; 0 before it has one.</summary>
    public long Epoch { get; init; }

    /// <summary>Why there is a failover, each a sentence.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>How it went; null before its end.</summary>
    public MySqlFailover? Outcome { get; init; }
}
