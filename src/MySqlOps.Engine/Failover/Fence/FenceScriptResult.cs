namespace MySqlOps.Engine.Failover.Fence;

/// <summary>How a fence script ended.</summary>
/// <param name="ExitCode">Its exit code; null when it could not be started or was stopped.</param>
/// <param name="IsTimedOut">True when it was stopped because it took too long.</param>
/// <param name="Error">The last line that it wrote to its error stream, or why it could not be started; empty for none.</param>
internal sealed record FenceScriptResult(int? ExitCode, bool IsTimedOut, string Error);
