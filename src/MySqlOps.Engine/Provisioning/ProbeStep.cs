namespace MySqlOps.Engine.Provisioning;

/// <summary>Proves that the replica can reach and log in to its source.</summary>
internal sealed record ProbeStep : SetupStep;
