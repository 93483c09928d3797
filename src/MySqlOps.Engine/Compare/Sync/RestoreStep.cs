namespace MySqlOps.Engine.Compare.Sync;

/// <summary>A trigger that an earlier run dropped and did not come to make again.</summary>
internal sealed record RestoreStep : SyncStep
{
    /// <summary>The trigger.</summary>
    public required KeptTrigger Trigger { get; init; }

    /// <inheritdoc />
    public override string Sql => $"{Trigger.Statement};\n";
}
