using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Election;

/// <summary>How a server stands in an election.</summary>
public sealed record CandidateAssessment
{
    /// <summary>The server.</summary>
    public required MemberFacts Member { get; init; }

    /// <summary>The rules that it fails; empty for an eligible server.</summary>
    public IReadOnlyList<Ineligibility> Failures { get; init; } = [];

    /// <summary>True when it fails no rule.</summary>
    public bool IsEligible => Failures.Count == 0;

    /// <summary>What it has that nobody else could have given it; empty for none.</summary>
    public GtidSet Errant { get; init; } = GtidSet.Empty;

    /// <summary>What it has fetched and can't apply, because its applier has an error.</summary>
    public GtidSet Stranded { get; init; } = GtidSet.Empty;

    /// <summary>What it has or will have once its relay logs are applied.</summary>
    public GtidSet Usable { get; init; } = GtidSet.Empty;

    /// <summary>What others have and it lacks.</summary>
    public GtidSet Missing { get; init; } = GtidSet.Empty;

    /// <summary>From whom it would collect that; empty when it lacks nothing.</summary>
    public IReadOnlyList<CollectStep> Collects { get; init; } = [];

    /// <summary>The server and its standing, for logs.</summary>
    public override string ToString() => $"{Member.Server}: {(IsEligible ? "eligible" : Failures[0].Text)}";
}
