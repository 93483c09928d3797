using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>What a survey found, and what it made of it.</summary>
/// <param name="Members">All members, the primary first; null when only the records were read.</param>
/// <param name="Records">What the members have on record.</param>
/// <param name="Topology">Whom to watch from now on.</param>
/// <param name="Events">The events that the primary runs; null when they were not seen.</param>
internal sealed record SurveyResult(IReadOnlyList<MemberFacts>? Members, MonitorRecords Records, MonitorTopology Topology, PrimaryEvents? Events);
