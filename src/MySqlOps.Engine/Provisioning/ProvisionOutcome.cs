using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Provisioning;

/// <summary>What provisioning did.</summary>
/// <param name="Server">The replica with the account that it answers to now.</param>
/// <param name="Bytes">The bytes that were moved.</param>
internal sealed record ProvisionOutcome(MySqlServer Server, long Bytes);
