using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Topology.Drawing;

namespace MySqlOps.Engine.Topology;

/// <summary>One server of a topology. Nodes come depth first: a source before its replicas. Null means that the server did not say, or could not be asked.</summary>
public sealed record MySqlTopologyNode
{
    /// <summary>Where the server was reached, or should be; with the account that asked.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>Where it is, without the account.</summary>
    public string Name => Server.Endpoint;

    /// <summary>How many sources stand above it in the tree; 0 at the top.</summary>
    public required int Depth { get; init; }

    /// <summary>What it does in the topology.</summary>
    public required TopologyRole Role { get; init; }

    /// <summary>How it is, in one word: the worst that <see cref="Problems"/> tells.</summary>
    public required TopologyState State { get; init; }

    /// <summary>The name of the source under which it stands in the tree; null at the top.</summary>
    public string? Source { get; init; }

    /// <summary>How it follows its sources, one entry a channel; more than one for a multi-source replica.</summary>
    public IReadOnlyList<TopologyLink> Links { get; init; } = [];

    /// <summary>The names of the servers that follow it.</summary>
    public IReadOnlyList<string> Replicas { get; init; } = [];

    /// <summary>How far it is behind, the worst of its channels; null for a source, and where it can't be told.</summary>
    public TimeSpan? Lag { get; init; }

    /// <summary>How its transactions relate to those of its sources; null for a source, without GTIDs, or when a source could not be asked.</summary>
    public GtidState? GtidState { get; init; }

    /// <summary>The version as the server says it.</summary>
    public string? Version { get; init; }

    /// <summary>read_only.</summary>
    public bool? IsReadOnly { get; init; }

    /// <summary>super_read_only.</summary>
    public bool? IsSuperReadOnly { get; init; }

    /// <summary>On which side semi-synchronous replication is at work; null when the server could not be asked.</summary>
    public SemiSyncSide? SemiSync { get; init; }

    /// <summary>How long it waits on purpose before it applies, the longest of its channels; null without a delay.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>The replication filters, as <c>Replicate_Do_DB=shop</c>; with the channel in front when it has a name.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>The server's UUID.</summary>
    public string? ServerUuid { get; init; }

    /// <summary>The server's number.</summary>
    public long? ServerId { get; init; }

    /// <summary>The server's own host name.</summary>
    public string? HostName { get; init; }

    /// <summary>OFF, OFF_PERMISSIVE, ON_PERMISSIVE or ON.</summary>
    public string? GtidMode { get; init; }

    /// <summary>The transactions that it has executed.</summary>
    public string? GtidExecuted { get; init; }

    /// <summary>The transactions that it has and none of its sources; null when there are none or it can't be told.</summary>
    public string? ErrantGtids { get; init; }

    /// <summary>ROW, STATEMENT or MIXED; null when it writes no binary log.</summary>
    public string? BinaryLogFormat { get; init; }

    /// <summary>True when it writes into its own binary log what it applies: only then it can have replicas.</summary>
    public bool? LogsReplicaUpdates { get; init; }

    /// <summary>The replication group's name; null outside of a group.</summary>
    public string? GroupName { get; init; }

    /// <summary>Its state in the group: ONLINE, RECOVERING, OFFLINE, ERROR or UNREACHABLE.</summary>
    public string? GroupState { get; init; }

    /// <summary>What is not as it should be, a sentence each; empty when all is well.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Why it could not be asked; null when it was.</summary>
    public ErrorId? ErrorId { get; init; }

    /// <summary>How it is drawn as a line of the tree.</summary>
    internal TreeLine Line { get; init; } = TreeLine.Alone;

    /// <summary>The server's name.</summary>
    public override string ToString() => Name;
}
