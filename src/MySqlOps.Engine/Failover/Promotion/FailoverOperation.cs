using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Hooks;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>A failover by hand or by a monitor: first the plan, then the run.</summary>
public sealed class FailoverOperation
{
    private readonly MySqlServer _oldPrimary;
    private readonly IReadOnlyList<MySqlServer> _replicas;
    private readonly FailoverOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Makes one.</summary>
    /// <param name="oldPrimary">The server that is to be replaced.</param>
    /// <param name="replicas">All its replicas.</param>
    /// <param name="options">How.</param>
    /// <param name="time">The clock.</param>
    public FailoverOperation(MySqlServer oldPrimary, IReadOnlyList<MySqlServer> replicas, FailoverOptions options, TimeProvider time) =>
        (_oldPrimary, _replicas, _options, _time) = (oldPrimary, replicas, options, time);

    /// <summary>What the operator has done around it.</summary>
    internal IFailoverHooks Hooks { get; init; } = NoHooks.Instance;

    /// <summary>Hears of each step that ended. The run goes on when it returns.</summary>
    internal Func<FailoverStepResult, CancellationToken, Task> Report { get; init; } = static (_, _) => Task.CompletedTask;

    /// <summary>Says what would be done. Nothing is written, and no lock is taken.</summary>
    public async Task<FailoverPlan> PlanAsync(CancellationToken cancellationToken) =>
        FailoverPlanner.Plan(await FailoverReader.ReadAsync(_oldPrimary, _replicas, _options, cancellationToken).ConfigureAwait(false), _options);

    /// <summary>Does it. The plan is made anew under the lease, by the same rules from what the servers say then.</summary>
    /// <exception cref="MySqlOpsException">Any Failover error; then nobody was made writable, unless the message says so.</exception>
    public async Task<MySqlFailover> RunAsync(CancellationToken cancellationToken)
    {
        var options = new LeaseOptions { Span = _options.LeaseTime, ConnectTimeout = _options.AskTimeout, Holder = LeaseHolder.Name };
        var pause = new MonitorPause(_oldPrimary, _replicas, "A failover by hand", _time);
        var lease = await pause.AcquireAsync(token => MajorityLease.AcquireAsync(_replicas, [], options, _time, token), cancellationToken).ConfigureAwait(false);
        try
        {
            await using (lease.ConfigureAwait(false))
                return await RunAsync(lease, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await pause.EndAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Does it under a lease that is held already.</summary>
    /// <param name="lease">The lease of all the replicas; it stays the caller's.</param>
    /// <param name="cancellationToken">Cancels and undoes, as long as nobody is writable.</param>
    /// <exception cref="MySqlOpsException">Any Failover error; then nobody was made writable, unless the message says so.</exception>
    internal async Task<MySqlFailover> RunAsync(MajorityLease lease, CancellationToken cancellationToken)
    {
        var runner = new StepRunner(lease, _time, Report);
        var facts = await FailoverReader.ReadAsync(_oldPrimary, _replicas, _options, cancellationToken).ConfigureAwait(false);
        FailoverPlanner.Plan(facts, _options).ThrowIfRefused();
        return await new FailoverRun(facts, _options, lease, runner, Hooks, _time).RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
