namespace MySqlOps.Engine.Provisioning;

/// <summary>Writes on the source, waits for it to arrive, and removes it.</summary>
internal sealed record WriteTestStep : SetupStep;
