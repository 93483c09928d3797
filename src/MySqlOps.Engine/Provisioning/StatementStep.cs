namespace MySqlOps.Engine.Provisioning;

/// <summary>Runs its statements, one after another.</summary>
internal sealed record StatementStep : SetupStep;
