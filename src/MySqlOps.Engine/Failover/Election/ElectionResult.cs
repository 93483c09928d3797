using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Election;

/// <summary>Who is to become the primary, and what follows from it.</summary>
public sealed record ElectionResult
{
    /// <summary>The elected server; null when nobody can be.</summary>
    public CandidateAssessment? Winner { get; init; }

    /// <summary>Why nobody can be elected; null when somebody is.</summary>
    public ErrorId? Refusal { get; init; }

    /// <summary>The same, or why the winner was chosen, as a sentence.</summary>
    public required string Text { get; init; }

    /// <summary>All servers, the best first.</summary>
    public required IReadOnlyList<CandidateAssessment> Ranking { get; init; }

    /// <summary>What the new primary must have before it is promoted: all that any server has, without errant transactions.</summary>
    public GtidSet Target { get; init; } = GtidSet.Empty;

    /// <summary>How the others stand to the winner; empty without one.</summary>
    public IReadOnlyList<FollowerOutlook> Followers { get; init; } = [];

    /// <summary>Which transactions may be lost.</summary>
    public required LossEstimate Loss { get; init; }

    /// <summary>What should be known although nothing hinders, each a sentence.</summary>
    public IReadOnlyList<string> Advice { get; init; } = [];
}
