using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

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
            var channels = await ChannelReader.ReadAsync(session, cancellationToken).ConfigureAwait(false);
            var own = await ReplicaServerReader.ReadAsync(session, cancellationToken).ConfigureAwait(false);
            var executed = GtidSet.Parse(await session.TextAsync("SELECT @@GLOBAL.gtid_executed", cancellationToken).ConfigureAwait(false) ?? "");
            var sources = new Dictionary<string, SourceFacts>(StringComparer.OrdinalIgnoreCase);

            // A source is only asked when something hangs on its answer.
            foreach (var channel in channels.Where(channel => !executed.Contains(GtidSet.Parse(channel.Retrieved))))
                sources[channel.Name] = await new SourceReader(TimeProvider.System).ReadAsync(channel, session, own.Uuid, options.Sources, cancellationToken).ConfigureAwait(false);
            return ResetPlanner.Plan(server, channels, executed, sources, await ControlReader.ReadOpenTablesAsync(session, cancellationToken).ConfigureAwait(false), options);
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
