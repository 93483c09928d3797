namespace MySqlOps.Engine.Topology.Facts;

/// <summary>A member of a replication group, as another member sees it.</summary>
/// <param name="Uuid">Its server_uuid.</param>
/// <param name="Host">Its host, as it told the group.</param>
/// <param name="Port">Its port.</param>
/// <param name="State">ONLINE, RECOVERING, OFFLINE, ERROR or UNREACHABLE.</param>
/// <param name="IsPrimary">True when it takes writes.</param>
internal sealed record GroupMember(string Uuid, string Host, int Port, string State, bool IsPrimary);
