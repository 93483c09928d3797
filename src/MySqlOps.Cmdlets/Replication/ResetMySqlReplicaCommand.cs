using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Control;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Cmdlets.Replication;

/// <summary>Reset-MySqlReplica: throws away the relay logs of replicas, and with -All their connection settings.</summary>
[Cmdlet(VerbsCommon.Reset, "MySqlReplica", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ReplicaStatus))]
public sealed class ResetMySqlReplicaCommand : ReplicaControlCmdlet
{
    /// <summary>The channels; all of them unless told. The default channel's name is the empty text.</summary>
    [Parameter(Position = 1)]
    [AllowEmptyString]
    public string[] Channel { get; set; } = [];

    /// <summary>Forgets the connection settings too: the server is no replica any more.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Resets although transactions would be lost that were fetched, and that no other server is known to have.</summary>
    [Parameter]
    public SwitchParameter AllowLoss { get; set; }

    /// <summary>How long the applier may take to end its transaction.</summary>
    [Parameter]
    [Duration(Least = 1, Most = 31_536_000)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>Does not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    private protected override bool Asks => !Force || MyInvocation.BoundParameters.ContainsKey("Confirm");

    /// <inheritdoc />
    private protected override async Task<ReplicaPlan> PlanAsync(MySqlServer server, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var options = new ReplicaResetOptions { Channels = Channel, All = All, AllowLoss = AllowLoss, Sources = await SourcesAsync(null).ConfigureAwait(false) };
        return await ReplicaResetter.PlanAsync(server, options, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    private protected override Task ExecuteAsync(ReplicaPlan plan, Pipeline pipeline, CancellationToken cancellationToken)
    {
        if (plan.Steps.Count == 0)
            pipeline.Verbose($"{plan.Server} follows no server: there is nothing to reset.");
        return ReplicaResetter.ResetAsync(plan, Timeout, cancellationToken);
    }
}
