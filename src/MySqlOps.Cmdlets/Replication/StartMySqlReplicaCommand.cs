using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Control;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Cmdlets.Replication;

/// <summary>Start-MySqlReplica: starts what of replicas is stopped, and waits if asked.</summary>
[Cmdlet(VerbsLifecycle.Start, "MySqlReplica", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaStatus))]
public sealed class StartMySqlReplicaCommand : ReplicaControlCmdlet
{
    // Boxed: a field of an engine value type would load the engine when PowerShell lists this module's types.
    private object? _thread;
    private object? _waitFor;

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

    /// <summary>A GTID set: the applier stops when it has applied all of it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Until { get; set; }

    /// <summary>A GTID set: the applier stops before the first of its transactions.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? UntilBefore { get; set; }

    /// <summary>What is waited for: that the threads run, that the replica has caught up, or that the applier stops where -Until says.</summary>
    [Parameter]
    public ReplicaWait WaitFor
    {
        get => _waitFor is ReplicaWait wait ? wait : ReplicaWait.Running;
        set => _waitFor = value;
    }

    /// <summary>How long -WaitFor waits.</summary>
    [Parameter]
    [Duration(Least = 1, Most = 31_536_000)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(300);

    /// <inheritdoc />
    private protected override async Task<ReplicaPlan> PlanAsync(MySqlServer server, Pipeline pipeline, CancellationToken cancellationToken) =>
        await ReplicaStarter.PlanAsync(server, await OptionsAsync().ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc />
    private protected override async Task ExecuteAsync(ReplicaPlan plan, Pipeline pipeline, CancellationToken cancellationToken) =>
        await new ReplicaStarter(pipeline, TimeProvider.System).StartAsync(plan, await OptionsAsync().ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private async Task<ReplicaStartOptions> OptionsAsync()
    {
        if (Until is not null && UntilBefore is not null)
            throw new MySqlOpsException(ErrorId.ReplicationGtidInvalid, "-Until and -UntilBefore exclude each other: the applier stops at one place. Give one of them.", Until);
        return new ReplicaStartOptions
        {
            Channels = Channel,
            Thread = Thread,
            UntilAfter = Until is null ? null : GtidSet.Parse(Until),
            UntilBefore = UntilBefore is null ? null : GtidSet.Parse(UntilBefore),
            WaitFor = WaitFor,
            Timeout = Timeout,
            Sources = await SourcesAsync(null).ConfigureAwait(false),
        };
    }
}
