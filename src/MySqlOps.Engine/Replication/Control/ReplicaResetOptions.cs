using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Replication.Control;

/// <summary>How channels are reset.</summary>
public sealed record ReplicaResetOptions
{
    /// <summary>The channels; empty for all.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Forgets the connection settings too: the server is no replica any more.</summary>
    public bool All { get; init; }

    /// <summary>Resets although transactions would be lost that were fetched, and that no other server is known to have.</summary>
    public bool AllowLoss { get; init; }

    /// <summary>How long a stop may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How the sources are reached.</summary>
    public SourceAccess Sources { get; init; } = new();
}
