namespace MySqlOps.Engine.Failover.Members;

/// <summary>A replica, as its source lists it.</summary>
/// <param name="Uuid">Its server_uuid.</param>
/// <param name="ServerId">Its server_id.</param>
/// <param name="Host">Its report_host; empty where it has none.</param>
/// <param name="Port">Its report_port.</param>
public sealed record MemberReplica(string Uuid, long ServerId, string Host, int Port);
