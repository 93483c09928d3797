using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Replication.Control;

/// <summary>How channels are started.</summary>
public sealed record ReplicaStartOptions
{
    /// <summary>The channels; empty for all.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>The threads.</summary>
    public ReplicaThread Thread { get; init; }

    /// <summary>The applier stops when it has applied these; null for no such end.</summary>
    public GtidSet? UntilAfter { get; init; }

    /// <summary>The applier stops before the first of these; null for no such end.</summary>
    public GtidSet? UntilBefore { get; init; }

    /// <summary>What is waited for.</summary>
    public ReplicaWait WaitFor { get; init; }

    /// <summary>How long.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How the sources are reached.</summary>
    public SourceAccess Sources { get; init; } = new();
}
