using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Control;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Cmdlets.Replication;

/// <summary>
/// The base of the cmdlets that change replicas: the plans of all servers are made in parallel, PowerShell is asked about each in the order of the servers, and what is approved runs in parallel.
/// </summary>
public abstract class ReplicaControlCmdlet : ServerCmdlet
{
    private bool _isWhatIf;

    /// <summary>Emits the status of each channel as it is afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>True where PowerShell is asked; -Force spares that where a cmdlet has it.</summary>
    private protected virtual bool Asks => true;

    /// <inheritdoc />
    protected override void BeginProcessing() => _isWhatIf = IsWhatIf;

    /// <summary>Plans what is done on one server.</summary>
    private protected abstract Task<ReplicaPlan> PlanAsync(MySqlServer server, Pipeline pipeline, CancellationToken cancellationToken);

    /// <summary>Runs a plan.</summary>
    private protected abstract Task ExecuteAsync(ReplicaPlan plan, Pipeline pipeline, CancellationToken cancellationToken);

    /// <inheritdoc />
    private protected override async Task<IReadOnlyList<object>> AskAsync(MySqlServer server, Pipeline pipeline, CancellationToken cancellationToken) =>
        [await PlanAsync(server, pipeline, cancellationToken).ConfigureAwait(false)];

    /// <inheritdoc />
    private protected override async Task AskAllAsync(string folder, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var approved = new List<ReplicaPlan>();
        await foreach (var outcome in AskEachAsync(folder, pipeline, cancellationToken).ConfigureAwait(false))
        {
            if (outcome.Error is { } error)
                pipeline.Error(error);
            foreach (var plan in (outcome.Value ?? []).Cast<ReplicaPlan>())
            {
                if (await ApproveAsync(plan, pipeline).ConfigureAwait(false))
                    approved.Add(plan);
            }
        }

        var runs = Fleet.RunAsync(approved, ThrottleLimit, (plan, token) => RunAsync(plan, pipeline, token), cancellationToken);
        await foreach (var run in runs.ConfigureAwait(false))
        {
            if (run.Error is { } error)
                pipeline.Error(error);
            if (PassThru)
                await EmitAsync(run.Input, pipeline, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> RunAsync(ReplicaPlan plan, Pipeline pipeline, CancellationToken cancellationToken)
    {
        await ExecuteAsync(plan, pipeline, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>A plan without a step needs no approval: then there may still be something to wait for.</summary>
    private async Task<bool> ApproveAsync(ReplicaPlan plan, Pipeline pipeline)
    {
        foreach (var note in plan.Notes)
            pipeline.Warning(note);
        if (_isWhatIf)
        {
            foreach (var step in plan.Steps)
                await pipeline.ShouldProcessAsync(plan.Server.ToString(), step.ToString()).ConfigureAwait(false);
            return false;
        }

        return plan.Steps.Count == 0 || !Asks || await pipeline.ShouldProcessAsync(plan.Server.ToString(), string.Join("; ", plan.Steps)).ConfigureAwait(false);
    }

    private async Task EmitAsync(ReplicaPlan plan, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var statuses = await new ReplicaStatusReader(pipeline).ReadAsync(plan.Server, new ReplicaStatusOptions { Sources = await SourcesAsync(null).ConfigureAwait(false) }, cancellationToken).ConfigureAwait(false);
        foreach (var status in statuses.Where(status => plan.Channels.Contains(status.Channel, StringComparer.OrdinalIgnoreCase)))
            pipeline.Output(status);
    }
}
