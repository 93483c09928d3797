namespace MySqlOps.Engine.Provisioning;

/// <summary>Starts the receiver, waits until it hears its source, and starts the applier.</summary>
internal sealed record StartStep : SetupStep;
