namespace MySqlOps.Engine.Topology;

/// <summary>How a server follows one source: one channel.</summary>
public sealed record TopologyLink
{
    /// <summary>The source's name: that of its node when it has one, else as the replica knows it.</summary>
    public required string Source { get; init; }

    /// <summary>The source's UUID; null while the replica never reached it.</summary>
    public string? SourceUuid { get; init; }

    /// <summary>The channel's name; empty for the default channel.</summary>
    public string Channel { get; init; } = "";

    /// <summary>True when no channel connects them but the membership of a replication group.</summary>
    public bool IsGroup { get; init; }

    /// <summary>What the channel does.</summary>
    public required LinkState State { get; init; }

    /// <summary>How far the replica is behind on this channel; null when it can't be told, as while the applier stands still.</summary>
    public TimeSpan? Lag { get; init; }

    /// <summary>How long the replica waits on purpose; null without a delay.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>True when it follows by GTIDs and not by file and position; null when it can't be told.</summary>
    public bool? IsAutoPosition { get; init; }

    /// <summary>The channel, or what stands for it.</summary>
    public override string ToString() => Channel.Length == 0 ? Source : $"{Source} ({Channel})";
}
