using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Switchover;

/// <summary>Makes a replica the primary while the old primary is in use. Past the outage that is allowed, everything is undone.</summary>
/// <param name="options">What is allowed.</param>
/// <param name="observer">Hears how far it is, and warnings.</param>
/// <param name="time">The clock.</param>
public sealed class SwitchoverOperation(SwitchoverOptions options, IOperationObserver observer, TimeProvider time)
{
    /// <summary>Plans it and runs the plan.</summary>
    /// <param name="primary">The primary.</param>
    /// <param name="replicas">Its replicas.</param>
    /// <param name="candidate">The replica that is to be the primary.</param>
    /// <param name="cancellationToken">Cancels, and undoes what was begun.</param>
    /// <returns>What was done; its Error says what went wrong on the way, after which all is as before.</returns>
    /// <exception cref="MySqlOpsException">A refusal of the plan; any connection error.</exception>
    public async Task<MySqlSwitchover> RunAsync(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, MySqlServer candidate, CancellationToken cancellationToken)
    {
        var plan = SwitchoverPlanner.Plan(await new SwitchoverFactsReader(observer).ReadAsync(primary, replicas, [candidate], cancellationToken).ConfigureAwait(false), options);
        plan.ThrowIfRefused();
        foreach (var note in plan.Notes)
            observer.Warning(note);
        return await new SwitchoverExecutor(plan, observer, time).RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
