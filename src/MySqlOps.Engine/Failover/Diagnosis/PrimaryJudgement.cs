namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>What one look shows.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reasons">Why, each a sentence.</param>
internal sealed record PrimaryJudgement(PrimaryVerdict Verdict, IReadOnlyList<string> Reasons);
