using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Engine.Provisioning;

/// <summary>Has servers follow a source: plans for each, then runs that very plan. Several at once; what concerns the source is done one after another.</summary>
internal sealed class ReplicationBuilder(MySqlServer source, SetupOptions options, IOperationObserver observer, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _sourceGate = new(1);

    /// <summary>Makes the plan for one replica; it changes nothing.</summary>
    /// <exception cref="MySqlOpsException">What can't be read. What forbids the plan is in its checks.</exception>
    public async Task<SetupPlan> PlanAsync(MySqlServer replica, CancellationToken cancellationToken) =>
        SetupPlanner.Plan(await SetupFactsReader.ReadAsync(source, replica, options, cancellationToken).ConfigureAwait(false));

    /// <summary>Runs a plan.</summary>
    /// <exception cref="MySqlOpsException">A refusal of the plan, or what went wrong.</exception>
    public async Task<MySqlReplication> RunAsync(SetupPlan plan, CancellationToken cancellationToken)
    {
        plan.ThrowIfRefused();
        return await new SetupExecutor(plan, _sourceGate, observer, time).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public void Dispose() => _sourceGate.Dispose();
}
