namespace MySqlOps.Engine.Provisioning;

/// <summary>Configures the channel; one that is there is stopped before.</summary>
internal sealed record ChannelStep : SetupStep
{
    /// <summary>True where the replica begins; else it goes on where it is.</summary>
    public required bool IsNew { get; init; }
}
