using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Control;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Cmdlets.Replication;

/// <summary>Stop-MySqlReplica: stops what of replicas runs, and waits until it has stopped.</summary>
[Cmdlet(VerbsLifecycle.Stop, "MySqlReplica", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaStatus))]
public sealed class StopMySqlReplicaCommand : ReplicaControlCmdlet
{
    // Boxed: a field of an engine value type would load the engine when PowerShell lists this module's types.
    private object? _thread;

    /// <summary>The channels; all of them unless told. The default channel's name is the empty text.</summary>
    [Parameter(Position = 1)]
    [AllowEmptyString]
    public string[] Channel { get; set; } = [];

    /// <summary>Which threads: Receiver, Applier, or Both.</summary>
    [Parameter]
    public ReplicaThread Thread
    {
        get => _thread is ReplicaThread thread ? thread : ReplicaThread.Both;
        set => _thread = value;
    }

    /// <summary>How long the applier may take to end its transaction.</summary>
    [Parameter]
    [Duration(Least = 1, Most = 31_536_000)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(300);

    /// <inheritdoc />
    private protected override Task<ReplicaPlan> PlanAsync(MySqlServer server, Pipeline pipeline, CancellationToken cancellationToken) =>
        ReplicaStopper.PlanAsync(server, Channel, Thread, cancellationToken);

    /// <inheritdoc />
    private protected override Task ExecuteAsync(ReplicaPlan plan, Pipeline pipeline, CancellationToken cancellationToken) =>
        new ReplicaStopper(pipeline).StopAsync(plan, Timeout, cancellationToken);
}
