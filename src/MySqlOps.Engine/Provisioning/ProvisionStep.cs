using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Engine.Provisioning;

/// <summary>Gives the replica the source's data.</summary>
internal sealed record ProvisionStep : SetupStep
{
    /// <summary>Clone or Export.</summary>
    public required ProvisionMethod Method { get; init; }
}
