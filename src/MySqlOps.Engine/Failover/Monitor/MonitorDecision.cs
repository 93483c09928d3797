namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>What a monitor does after a look, and why.</summary>
/// <param name="Action">What.</param>
/// <param name="Reason">Why, as a sentence; empty where there is nothing to say.</param>
internal sealed record MonitorDecision(MonitorAction Action, string Reason = "");
