namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>What came of running a candidate.</summary>
/// <param name="Binary">The mysqld; null when it can't be used.</param>
/// <param name="Refusal">Why it can't be used; null when it can.</param>
internal sealed record BinaryVerdict(ServerBinary? Binary, string? Refusal);
