namespace MySqlOps.Engine.Topology.Facts;

/// <summary>What a replica says of one channel.</summary>
internal sealed record ChannelFacts
{
    /// <summary>The channel's name; empty for the default channel.</summary>
    public string Name { get; init; } = "";

    /// <summary>The source's host, as the replica knows it.</summary>
    public required string Host { get; init; }

    /// <summary>The source's port.</summary>
    public required int Port { get; init; }

    /// <summary>The source's UUID; null while the replica never reached it.</summary>
    public string? SourceUuid { get; init; }

    /// <summary>What the channel does.</summary>
    public required LinkState State { get; init; }

    /// <summary>Why it failed or can't connect, with the server's error number; null without an error.</summary>
    public string? Error { get; init; }

    /// <summary>How far behind; null when it can't be told.</summary>
    public TimeSpan? Lag { get; init; }

    /// <summary>The delay on purpose; null without one.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>What it has received on this channel since its relay logs began.</summary>
    public string Received { get; init; } = "";

    /// <summary>True when it follows by GTIDs.</summary>
    public bool IsAutoPosition { get; init; }

    /// <summary>Its filters, as <c>Replicate_Do_DB=shop</c>.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];
}
