using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Replication.Control;

/// <summary>What is to be done on one server, in order. What -WhatIf shows is what is run.</summary>
public sealed record ReplicaPlan
{
    /// <summary>The server.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>The channels that it is about.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>The steps; empty when all is as it should be.</summary>
    public required IReadOnlyList<ReplicaStep> Steps { get; init; }

    /// <summary>What one should know before it is run: what will be lost, what is odd. Sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
