using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>What transactions a server has, and where it gets others from.</summary>
internal sealed record GtidState
{
    /// <summary>The server.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>Its UUID.</summary>
    public required string Uuid { get; init; }

    /// <summary>What it has executed.</summary>
    public required GtidSet Executed { get; init; }

    /// <summary>What is no longer in its binary logs, or never was.</summary>
    public required GtidSet Purged { get; init; }

    /// <summary>Its channels.</summary>
    public required IReadOnlyList<SourceChannel> Channels { get; init; }
}
