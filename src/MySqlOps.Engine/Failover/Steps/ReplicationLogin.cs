using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Failover.Steps;

/// <summary>The account by which a replica logs in to its source.</summary>
/// <param name="User">The user's name.</param>
/// <param name="Password">The password; null for an empty one.</param>
internal sealed record ReplicationLogin(string User, Secret? Password);
