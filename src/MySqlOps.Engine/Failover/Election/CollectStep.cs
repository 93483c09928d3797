using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Election;

/// <summary>What a candidate fetches from another server before it is promoted.</summary>
/// <param name="From">The server that has it.</param>
/// <param name="Transactions">The transactions.</param>
/// <param name="NeedsDelayLifted">True when that server delays what it applies, and must be told to go on at once.</param>
public sealed record CollectStep(MySqlServer From, GtidSet Transactions, bool NeedsDelayLifted);
