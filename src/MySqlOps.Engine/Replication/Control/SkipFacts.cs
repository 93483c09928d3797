using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Replication.Control;

/// <summary>What a skip is planned from.</summary>
internal sealed record SkipFacts
{
    /// <summary>What the server has executed.</summary>
    public required GtidSet Executed { get; init; }

    /// <summary>All its channels.</summary>
    public required IReadOnlyList<ChannelFacts> Channels { get; init; }

    /// <summary>The errors at which workers of each channel stopped.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<ReplicaError>> Errors { get; init; }

    /// <summary>What each channel's source says.</summary>
    public required IReadOnlyDictionary<string, SourceFacts> Sources { get; init; }
}
