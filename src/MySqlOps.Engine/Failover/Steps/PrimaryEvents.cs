namespace MySqlOps.Engine.Failover.Steps;

/// <summary>The events that a primary runs.</summary>
/// <param name="IsOn">True when its event scheduler is on.</param>
/// <param name="Enabled">Those that are enabled.</param>
internal sealed record PrimaryEvents(bool IsOn, IReadOnlyList<PrimaryEvent> Enabled);
