using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>How a failover is to go.</summary>
public sealed record FailoverOptions
{
    /// <summary>Who is to become the primary, in order of preference; empty for the best.</summary>
    public IReadOnlyList<MySqlServer> Candidates { get; init; } = [];

    /// <summary>True when nobody but a candidate may become it.</summary>
    public bool IsCandidateOnly { get; init; }

    /// <summary>How much a server is wanted as a primary, by its <see cref="MySqlServer.Endpoint"/>.</summary>
    public IReadOnlyDictionary<string, PromotionRule> Rules { get; init; } = new Dictionary<string, PromotionRule>(StringComparer.OrdinalIgnoreCase);

    /// <summary>True fails over although the primary answers.</summary>
    public bool IsForced { get; init; }

    /// <summary>True when the operator accepts that there may be two writers where the old primary can't be fenced.</summary>
    public bool AcceptsSplitBrainRisk { get; init; }

    /// <summary>How long a server may take to say how it is.</summary>
    public TimeSpan AskTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the old primary may take for it, which is expected not to answer.</summary>
    public TimeSpan OldPrimaryTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the replicas may take to apply what they have fetched.</summary>
    public TimeSpan ApplyTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the candidate may take to fetch from the others what it lacks.</summary>
    public TimeSpan CollectTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the replicas may take to hear the new primary.</summary>
    public TimeSpan ReplicaTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After how long without a sign of life of ours a server gives its failover lock to another.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Why there is a failover, each a sentence.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What the primary said when it last answered; null when nobody looked.</summary>
    public PrimaryState? LastState { get; init; }

    /// <summary>How long after that look the primary may have gone on committing; null when that is not known.</summary>
    public TimeSpan? LastStateAge { get; init; }

    /// <summary>True accepts that transactions are lost which lie only in relay logs that can't be applied.</summary>
    public bool AcceptsLoss { get; init; }

    /// <summary>What cuts off an old primary that does not answer; null for nothing.</summary>
    internal IFenceScript? FenceScript { get; init; }

    /// <summary>The events that the old primary ran when it was last asked; null when nobody knows.</summary>
    internal PrimaryEvents? Events { get; init; }

    /// <summary>The account with which replicas log in to the new primary; null for the one that each has now.</summary>
    internal ReplicationLogin? Login { get; init; }
}
