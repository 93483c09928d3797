namespace MySqlOps.Engine.Replication.Status;

/// <summary>What of replicas is asked.</summary>
public sealed record ReplicaStatusOptions
{
    /// <summary>The channels; empty for all. The default channel's name is the empty text.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>True asks the sources too: for what is missing and errant, and for the difference of the clocks.</summary>
    public bool AsksSource { get; init; } = true;

    /// <summary>How the sources are reached.</summary>
    public SourceAccess Sources { get; init; } = new();

    /// <summary>The lag from which on a channel is called lagging, on top of its delay.</summary>
    public TimeSpan LagLimit { get; init; } = TimeSpan.FromSeconds(30);
}
