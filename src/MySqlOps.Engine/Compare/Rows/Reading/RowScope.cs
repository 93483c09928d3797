using MySqlOps.Engine.Compare.Rows.Digests;
using MySqlOps.Engine.Compare.Rows.Findings;
using MySqlOps.Engine.Compare.Rows.Live;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Rows.Reading;

/// <summary>What all workers of one comparison share.</summary>
internal sealed record RowScope
{
    /// <summary>What is compared, and how.</summary>
    public required CompareOptions Options { get; init; }

    /// <summary>Counts.</summary>
    public required ComparisonTally Tally { get; init; }

    /// <summary>Takes what differs.</summary>
    public required RowFindings Findings { get; init; }

    /// <summary>The seed of the hashes.</summary>
    public required HashSeed Seed { get; init; }

    /// <summary>Holds the reading of the source down.</summary>
    public required ByteThrottle SourceThrottle { get; init; }

    /// <summary>Holds the reading of the target down.</summary>
    public required ByteThrottle TargetThrottle { get; init; }

    /// <summary>True when the servers hash their rows.</summary>
    public required bool HashesOnServers { get; init; }

    /// <summary>The memory for the hashes of one chunk's rows on one side.</summary>
    public required long KeepBytes { get; init; }

    /// <summary>Set when one side replicates from the other.</summary>
    public required ReplicaLink? Link { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
