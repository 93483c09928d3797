using System.Collections;
using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Hooks;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Monitor;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Failover;

/// <summary>Start-MySqlFailover: watches a primary, and makes a replica the primary when it is gone.</summary>
[Cmdlet(VerbsLifecycle.Start, "MySqlFailover", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(FailoverEvent))]
public sealed class StartMySqlFailoverCommand : EngineCmdlet
{
    /// <summary>The primary.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument Server { get; set; } = null!;

    /// <summary>All its replicas. Without it the primary is asked for them.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument[] Replica { get; set; } = [];

    /// <summary>What is done about a primary that is gone: Auto, Elect or Fail.</summary>
    [Parameter]
    [ValidateSet("Auto", "Elect", "Fail")]
    public string Mode { get; set; } = "Auto";

    /// <summary>The time from one look to the next.</summary>
    [Parameter]
    [Duration(Least = 0.1, Most = 3600)]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>At how many looks in a row the primary must be out of reach.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int Confirmations { get; set; } = 2;

    /// <summary>How long a login, the statements after it and each replica may take.</summary>
    [Parameter]
    [Duration(Least = 0.1, Most = 3600)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Who is to become the primary, in order of preference.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument[] Candidate { get; set; } = [];

    /// <summary>How much a server is wanted, as @{ 'db2:3306' = 'Prefer'; 'db9:3306' = 'Never' }.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable PromotionRule { get; set; } = [];

    /// <summary>How long after a failover there is no other one.</summary>
    [Parameter]
    [Duration(Most = 604_800)]
    public TimeSpan CoolDown { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How many failovers there may be within an hour; 0 for any number.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int MaxFailoverPerHour { get; set; } = 3;

    /// <summary>A program that cuts the old primary off when it does not answer: it gets host and port as arguments, and exit code 0 says that it is done.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? FenceScript { get; set; }

    /// <summary>How long that program may take.</summary>
    [Parameter]
    [Duration(Most = 86_400)]
    public TimeSpan FenceTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Accepts that there may be two writers where nothing proves that the old primary takes no writes.</summary>
    [Parameter]
    public SwitchParameter AcceptSplitBrainRisk { get; set; }

    /// <summary>Leaves the servers' configuration alone: a server that is restarted is not made to come up read-only.</summary>
    [Parameter]
    public SwitchParameter SkipBootFence { get; set; }

    /// <summary>Ends when the first verdict holds and what it asks for is done.</summary>
    [Parameter]
    public SwitchParameter Once { get; set; }

    /// <summary>Asked before a failover whether the primary is really to be taken for dead: a script block, script or program. Where it fails there is no failover.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? FailCheck { get; set; }

    /// <summary>Run before anything is changed: a script block, script or program. Where it fails the failover is stopped.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? BeforeFailover { get; set; }

    /// <summary>Run when the new primary is writable, before the others follow it: a script block, script or program.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? AfterFailover { get; set; }

    /// <summary>Run at the end, also of a failover that came to nothing: a script block, script or program.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? PostFailover { get; set; }

    /// <summary>How long each of these may take before it is stopped and counts as failed.</summary>
    [Parameter]
    [Duration(Least = 0.1, Most = 86_400)]
    public TimeSpan HookTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>A file to which each event is added as a line of JSON.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LogPath { get; set; }

    /// <summary>How many bytes that file may have before it is put aside as .1; 0 for any number.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long LogMaxSize { get; set; } = 10 * 1024 * 1024;

    /// <summary>How many files that were put aside are kept.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int LogKeep { get; set; } = 5;

    /// <summary>Gives the events as objects in a console too, in place of the live view.</summary>
    [Parameter]
    public SwitchParameter NoConsole { get; set; }

    /// <summary>How long the replicas may take to apply what they have fetched.</summary>
    [Parameter]
    [Duration(Most = 86_400)]
    public TimeSpan ApplyTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the candidate may take to fetch from the others what it lacks.</summary>
    [Parameter]
    [Duration(Most = 86_400)]
    public TimeSpan CollectTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the replicas may take to hear the new primary.</summary>
    [Parameter]
    [Duration(Most = 86_400)]
    public TimeSpan ReplicaTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The account by which replicas log in to the new primary, in place of the one that each has.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ReplicationCredential { get; set; }

    /// <summary>The account to use in place of the one that the addresses name.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        var (folder, options) = (WorkingFolder, Options());
        var isWhatIf = IsWhatIf;
        var hooks = Hooks();
        var isDrawn = !NoConsole && !Once && !MyInvocation.BoundParameters.ContainsKey("OutVariable") && InteractiveConsole.IsDrawable(this) && InteractiveConsole.HasKeys(this);
        var log = LogPath is null ? null : new FailoverLog(SessionState.Path.GetUnresolvedProviderPathFromPSPath(LogPath), LogMaxSize, LogKeep);
        Run(async (pipeline, cancellationToken) =>
        {
            var primary = await Server.ResolveAsync(Credential, folder, cancellationToken).ConfigureAwait(false);
            var replicas = await ResolveAsync(Replica, folder, cancellationToken).ConfigureAwait(false);
            var candidates = await ResolveAsync(Candidate, folder, cancellationToken).ConfigureAwait(false);
            if (replicas.Count == 0)
                replicas = await ReplicaFinder.FindAsync(primary, pipeline, cancellationToken).ConfigureAwait(false);
            if (replicas.Count == 0)
                throw new MySqlOpsException(ErrorId.FailoverNoCandidate, $"{primary} has no replica that could take over. Set one up with New-MySqlReplication, or name those that it has by -Replica.", primary);
            if (!isWhatIf && !await pipeline.ShouldProcessAsync(primary.ToString(), "Watch it, and fail over when it is gone").ConfigureAwait(false))
                return;
            options = options with { IsWhatIf = isWhatIf, Failover = options.Failover with { Candidates = candidates } };
            if (hooks.Count > 0)
                options = options with { Hooks = new HookSet(hooks, new SecretMask([primary.Password, options.Failover.Login?.Password, .. replicas.Concat(candidates).Select(static server => server.Password)]), TimeProvider.System) };
            var monitor = new FailoverMonitor(primary, replicas, options, TimeProvider.System);
            await using (monitor.ConfigureAwait(false))
            {
                var console = isDrawn ? new FailoverConsole(new FailoverBoard(Mode, options.Watch.Interval), () => monitor.Snapshot, InteractiveConsole.IsColored, pipeline) : null;
                await new MonitorOutput(log, console, happened => pipeline.Output(happened)).RunAsync(monitor, cancellationToken).ConfigureAwait(false);
            }
        });
    }

    private Dictionary<FailoverHookKind, IFailoverHook> Hooks()
    {
        var hooks = new Dictionary<FailoverHookKind, IFailoverHook>();
        try
        {
            foreach (var (kind, value) in new[] { (FailoverHookKind.FailCheck, FailCheck), (FailoverHookKind.BeforeFailover, BeforeFailover), (FailoverHookKind.AfterFailover, AfterFailover), (FailoverHookKind.PostFailover, PostFailover) })
            {
                if (HookArgument.Create(kind, value, HookTimeout, this) is { } hook)
                    hooks.Add(kind, hook);
            }
        }
        catch (MySqlOpsException e)
        {
            ThrowTerminatingError(ErrorRecords.Create(e));
        }

        return hooks;
    }

    private async Task<IReadOnlyList<MySqlServer>> ResolveAsync(ServerArgument[] arguments, string folder, CancellationToken cancellationToken)
    {
        var servers = new List<MySqlServer>();
        foreach (var argument in arguments)
            servers.Add(await argument.ResolveAsync(Credential, folder, cancellationToken).ConfigureAwait(false));
        return servers;
    }

    private MonitorOptions Options() => new()
    {
        Mode = Enum.Parse<FailoverMode>(Mode, ignoreCase: true),
        Watch = new PrimaryWatchOptions
        {
            Rules = new PrimaryRules { Confirmations = Confirmations },
            Interval = Interval,
            ProbeTimeout = Timeout,
            WitnessTimeout = Timeout,
        },
        CoolDown = CoolDown,
        MaxPerHour = MaxFailoverPerHour,
        KeepsBootFence = !SkipBootFence,
        IsOnce = Once,
        Failover = new FailoverOptions
        {
            Rules = PromotionRule.Keys.Cast<object>().ToDictionary(
                static server => LanguagePrimitives.ConvertTo<string>(server),
                server => LanguagePrimitives.ConvertTo<PromotionRule>(PromotionRule[server]),
                StringComparer.OrdinalIgnoreCase),
            AcceptsSplitBrainRisk = AcceptSplitBrainRisk,
            ApplyTimeout = ApplyTimeout,
            CollectTimeout = CollectTimeout,
            ReplicaTimeout = ReplicaTimeout,
            FenceScript = FenceScript is null ? null : new FenceProgram(SessionState.Path.GetUnresolvedProviderPathFromPSPath(FenceScript), FenceTimeout),
            Login = ReplicationCredential is null || ReplicationCredential == PSCredential.Empty
                ? null
                : new ReplicationLogin(ReplicationCredential.UserName, new Secret(ReplicationCredential.GetNetworkCredential().Password)),
        },
    };
}
