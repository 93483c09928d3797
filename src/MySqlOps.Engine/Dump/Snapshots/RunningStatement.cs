namespace MySqlOps.Engine.Dump.Snapshots;

/// <summary>A statement that another session is running. Its text is not kept: it may hold a secret.</summary>
/// <param name="ConnectionId">The connection.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Age">How long it has been running, in whole seconds.</param>
internal sealed record RunningStatement(long ConnectionId, string User, TimeSpan Age);
