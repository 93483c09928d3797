namespace MySqlOps.Engine.Provisioning;

/// <summary>Makes the replication account, or grants it what it needs.</summary>
internal sealed record AccountStep : SetupStep;
