namespace MySqlOps.Engine.Load.Scripts;

/// <summary>What must be known of a server before a script runs there.</summary>
/// <param name="MaxPacketBytes">Its max_allowed_packet.</param>
/// <param name="HasExecutedNothing">True when its gtid_executed is empty.</param>
internal sealed record ScriptTarget(long MaxPacketBytes, bool HasExecutedNothing);
