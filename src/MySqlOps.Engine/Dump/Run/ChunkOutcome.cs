namespace MySqlOps.Engine.Dump.Run;

/// <summary>What a target made of a unit.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="SuspiciousJson">Columns with JSON cells whose text may not be all that they are, by their place.</param>
internal sealed record ChunkOutcome(long Rows, IReadOnlySet<int> SuspiciousJson);
