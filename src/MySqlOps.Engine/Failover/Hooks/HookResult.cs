namespace MySqlOps.Engine.Failover.Hooks;

/// <summary>How a hook ended.</summary>
/// <param name="IsSuccess">True when it ended well.</param>
/// <param name="ExitCode">Its exit code; null when it has none.</param>
/// <param name="IsTimedOut">True when it was stopped because it took too long.</param>
/// <param name="Message">The last line that it wrote, or why it could not be run; empty for nothing.</param>
internal sealed record HookResult(bool IsSuccess, int? ExitCode, bool IsTimedOut, string Message);
