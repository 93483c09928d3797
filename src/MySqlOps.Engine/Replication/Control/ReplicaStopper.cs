using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Replication.Control;

/// <summary>Stops the threads of a replica, and waits until they have stopped.</summary>
/// <param name="observer">Hears of temporary tables that stay open.</param>
public sealed class ReplicaStopper(IOperationObserver observer)
{
    /// <summary>Plans it. Needs REPLICATION CLIENT.</summary>
    /// <param name="server">The server.</param>
    /// <param name="channels">The channels; empty for all.</param>
    /// <param name="thread">The threads.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MySqlOpsException">ReplicationChannelMissing; any connection error; PrivilegeMissing; ServerUnsupported.</exception>
    public static async Task<ReplicaPlan> PlanAsync(MySqlServer server, IReadOnlyList<string> channels, ReplicaThread thread, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var found = await ChannelReader.ReadAsync(session, cancellationToken).ConfigureAwait(false);
            return StopPlanner.Plan(server, found, channels, thread, await ControlReader.ReadOpenTablesAsync(session, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>Runs the plan. Needs REPLICATION_SLAVE_ADMIN.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="timeout">How long the applier may take to end its transaction.</param>
    /// <param name="cancellationToken">Ends the waiting; the server goes on stopping.</param>
    /// <exception cref="MySqlOpsException">ReplicationWaitTimeout; PrivilegeMissing.</exception>
    public async Task StopAsync(ReplicaPlan plan, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Steps.Count == 0)
        {
            observer.Verbose($"{plan.Server}: what is to be stopped does not run.");
            return;
        }

        await RunAsync(plan, timeout, cancellationToken).ConfigureAwait(false);
        var session = await Session.OpenAsync(plan.Server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            if (plan.Notes.Count == 0 && await ControlReader.ReadOpenTablesAsync(session, cancellationToken).ConfigureAwait(false) is > 0 and var open)
                observer.Warning(StopPlanner.TemporaryTables(plan.Server, open));
        }
    }

    /// <summary>Runs the steps of a plan that stops and maybe resets.</summary>
    internal static async Task RunAsync(ReplicaPlan plan, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(plan.Server with { CommandTimeout = timeout }, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            foreach (var step in plan.Steps)
            {
                try
                {
                    await session.ExecuteAsync(step.Sql, cancellationToken).ConfigureAwait(false);
                }
                catch (MySqlOpsException e) when (e.Id == ErrorId.QueryTimeout)
                {
                    throw e.Retell(
                        ErrorId.ReplicationWaitTimeout,
                        $"{plan.Server} did not come to an end within {HealthJudge.Say(timeout)}: {step.Sql}. It goes on stopping by itself when its present transaction is done. Look at it with Get-MySqlReplicaStatus, or wait longer with -Timeout.",
                        plan.Server);
                }
            }
        }
    }
}
