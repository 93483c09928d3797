using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Control;

/// <summary>Resets the channels of a replica.</summary>
public static class ReplicaResetter
{
    /// <summary>Plans it. Needs REPLICATION CLIENT.</summary>
    /// <exception cref="MySqlOpsException">ReplicationChannelMissing, ReplicationTemporaryTables, ReplicationWouldLose; any connection error; PrivilegeMissing; ServerUnsupported.</exception>
    public static async Task<ReplicaPlan> PlanAsync(MySqlServer server, ReplicaResetOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var facts = await ControlReader.ReadAsync(
                session, options.Sources, static (channel, executed) => !executed.Contains(GtidSet.Parse(channel.Retrieved)), cancellationToken).ConfigureAwait(false);
            var openTables = await ControlReader.ReadOpenTablesAsync(session, cancellationToken).ConfigureAwait(false);
            return ResetPlanner.Plan(server, facts.Channels, facts.Executed, facts.Sources, openTables, options);
        }
    }

    /// <summary>Runs the plan. Needs REPLICATION_SLAVE_ADMIN to stop, and RELOAD.</summary>
    /// <exception cref="MySqlOpsException">ReplicationWaitTimeout; PrivilegeMissing.</exception>
    public static Task ResetAsync(ReplicaPlan plan, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return ReplicaStopper.RunAsync(plan, timeout, cancellationToken);
    }
}
