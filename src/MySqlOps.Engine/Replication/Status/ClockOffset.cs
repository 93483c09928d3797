namespace MySqlOps.Engine.Replication.Status;

/// <summary>How far one server's clock is ahead of another's.</summary>
/// <param name="Ahead">How far.</param>
/// <param name="Uncertainty">How far off that may be.</param>
internal sealed record ClockOffset(TimeSpan Ahead, TimeSpan Uncertainty);
