namespace MySqlOps.Engine.Provisioning;

/// <summary>Installs a plugin where it is not there.</summary>
internal sealed record PluginStep : SetupStep
{
    /// <summary>The plugin's name.</summary>
    public required string Plugin { get; init; }
}
