namespace MySqlOps.Engine.Compare.Replicas;

/// <summary>What of the definitions of a source and its replica differs.</summary>
/// <param name="Findings">What differs.</param>
/// <param name="Trouble">Why it can't be told whether it does for good, as a part of a sentence; null when it does.</param>
internal sealed record DefinitionOutcome(IReadOnlyList<DefinitionFinding> Findings, string? Trouble);
