using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Failover;

/// <summary>Invoke-MySqlFailover: makes a replica the primary when the primary is gone.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "MySqlFailover", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(MySqlFailover))]
public sealed class InvokeMySqlFailoverCommand : EngineCmdlet
{
    /// <summary>The primary that is gone.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument Server { get; set; } = null!;

    /// <summary>All its replicas.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument[] Replica { get; set; } = [];

    /// <summary>Who is to become the primary, in order of preference. Without it the most advanced one is chosen.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument[] Candidate { get; set; } = [];

    /// <summary>Nobody but a candidate may become the primary.</summary>
    [Parameter]
    public SwitchParameter CandidateOnly { get; set; }

    /// <summary>How much a server is wanted, as @{ 'db2:3306' = 'Prefer'; 'db9:3306' = 'Never' }.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable PromotionRule { get; set; } = [];

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

    /// <summary>Accepts that transactions are lost which lie only in relay logs that can't be applied.</summary>
    [Parameter]
    public SwitchParameter AcceptLoss { get; set; }

    /// <summary>Fails over although the primary answers, or may be alive.</summary>
    [Parameter]
    public SwitchParameter AcceptLivePrimary { get; set; }

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

    /// <summary>Does not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        var (folder, options) = (WorkingFolder, Options());
        var isWhatIf = IsWhatIf;
        var asks = !Force || MyInvocation.BoundParameters.ContainsKey("Confirm");
        Run(async (pipeline, cancellationToken) =>
        {
            var primary = await Server.ResolveAsync(Credential, folder, cancellationToken).ConfigureAwait(false);
            var replicas = await ResolveAsync(Replica, folder, cancellationToken).ConfigureAwait(false);
            options = options with { Candidates = await ResolveAsync(Candidate, folder, cancellationToken).ConfigureAwait(false) };
            var plan = await new FailoverOperation(primary, replicas, options, TimeProvider.System).PlanAsync(cancellationToken).ConfigureAwait(false);
            plan.ThrowIfRefused();
            if (!plan.IsResumed && !options.IsForced)
                options = await DiagnoseAsync(primary, replicas, options, pipeline, cancellationToken).ConfigureAwait(false);

            foreach (var note in plan.Notes)
                pipeline.Verbose(note);
            if (isWhatIf)
            {
                foreach (var step in plan.Steps)
                    await pipeline.ShouldProcessAsync(step.Server.ToString(), Describe(step)).ConfigureAwait(false);
                return;
            }

            if (asks && !await pipeline.ShouldProcessAsync(plan.Server.ToString(), plan.NewPrimary is { } next ? $"Make {next} the primary in its place" : "Start the replicas that an interrupted failover has stopped").ConfigureAwait(false))
                return;
            var operation = new FailoverOperation(primary, replicas, options, TimeProvider.System)
            {
                Report = (step, _) =>
                {
                    pipeline.Verbose(step.ToString());
                    pipeline.Progress(new OperationProgress { Activity = "Failover", Status = step.Action });
                    return Task.CompletedTask;
                },
            };
            var outcome = await operation.RunAsync(cancellationToken).ConfigureAwait(false);
            pipeline.Output(outcome);
            if (outcome.Error is { } id)
                pipeline.Error(new MySqlOpsException(id, outcome.Message!, outcome.Server));
        });
    }

    /// <summary>Looks at the primary until it is clear what became of it.</summary>
    /// <exception cref="MySqlOpsException">FailoverPrimaryAlive: it may be alive.</exception>
    private static async Task<FailoverOptions> DiagnoseAsync(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, FailoverOptions options, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var watch = new PrimaryWatch(primary, replicas, new PrimaryWatchOptions(), TimeProvider.System);
        await using (watch.ConfigureAwait(false))
        {
            var diagnosis = await watch.DecideAsync(cancellationToken).ConfigureAwait(false);
            foreach (var reason in diagnosis.Reasons)
                pipeline.Verbose(reason);
            return diagnosis.MayFailOver
                ? options with { Reasons = diagnosis.Reasons, LastState = diagnosis.LastState, LastStateAge = diagnosis.LastStateAge }
                : throw new MySqlOpsException(ErrorId.FailoverPrimaryAlive, string.Create(CultureInfo.InvariantCulture, $"{primary} may be alive, so that nothing is failed over: the verdict is {diagnosis.Verdict}. {string.Join(" ", diagnosis.Reasons)}"), primary);
        }
    }

    private static string Describe(FailoverStep step) => step.Sql.Count == 0 ? step.Action : $"{step.Action}: {string.Join("; ", step.Sql)}";

    private async Task<IReadOnlyList<MySqlServer>> ResolveAsync(ServerArgument[] arguments, string folder, CancellationToken cancellationToken)
    {
        var servers = new List<MySqlServer>();
        foreach (var argument in arguments)
            servers.Add(await argument.ResolveAsync(Credential, folder, cancellationToken).ConfigureAwait(false));
        return servers;
    }

    private FailoverOptions Options() => new()
    {
        IsCandidateOnly = CandidateOnly,
        Rules = PromotionRule.Keys.Cast<object>().ToDictionary(
            static server => LanguagePrimitives.ConvertTo<string>(server),
            server => LanguagePrimitives.ConvertTo<PromotionRule>(PromotionRule[server]),
            StringComparer.OrdinalIgnoreCase),
        IsForced = AcceptLivePrimary,
        AcceptsSplitBrainRisk = AcceptSplitBrainRisk,
        AcceptsLoss = AcceptLoss,
        ApplyTimeout = ApplyTimeout,
        CollectTimeout = CollectTimeout,
        ReplicaTimeout = ReplicaTimeout,
        FenceScript = FenceScript is null ? null : new FenceProgram(SessionState.Path.GetUnresolvedProviderPathFromPSPath(FenceScript), FenceTimeout),
        Login = ReplicationCredential is null || ReplicationCredential == PSCredential.Empty
            ? null
            : new ReplicationLogin(ReplicationCredential.UserName, new Secret(ReplicationCredential.GetNetworkCredential().Password)),
    };
}
