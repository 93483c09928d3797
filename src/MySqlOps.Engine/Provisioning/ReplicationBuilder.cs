using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Engine.Provisioning;

/// <summary>Has servers follow a source: plans for each, then runs that very plan. Several at once; what concerns the source is done one after another.</summary>
/// <param name="source">The source.</param>
/// <param name="options">What is wanted.</param>
/// <param name="observer">Hears how far it is, and warnings.</param>
/// <param name="time">The clock.</param>
public sealed class ReplicationBuilder(MySqlServer source, SetupOptions options, IOperationObserver observer, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _sourceGate = new(1);

    /// <summary>Has a server follow the source: with its data, when it lacks them and the options allow it. What already is as it should be is left alone.</summary>
    /// <param name="replica">The server.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MySqlOpsException">What can't be read, what forbids it, or what went wrong.</exception>
    public async Task<MySqlReplication> FollowAsync(MySqlServer replica, CancellationToken cancellationToken) =>
        await RunAsync(await PlanAsync(replica, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Makes the plan for one replica; it changes nothing.</summary>
    /// <exception cref="MySqlOpsException">What can't be read. What forbids the plan is in its checks.</exception>
    internal async Task<SetupPlan> PlanAsync(MySqlServer replica, CancellationToken cancellationToken) =>
        SetupPlanner.Plan(await SetupFactsReader.ReadAsync(source, replica, options, cancellationToken).ConfigureAwait(false));

    /// <summary>Runs a plan.</summary>
    /// <exception cref="MySqlOpsException">A refusal of the plan, or what went wrong.</exception>
    internal async Task<MySqlReplication> RunAsync(SetupPlan plan, CancellationToken cancellationToken)
    {
        plan.ThrowIfRefused();
        return await new SetupExecutor(plan, _sourceGate, observer, time).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public void Dispose() => _sourceGate.Dispose();
}
