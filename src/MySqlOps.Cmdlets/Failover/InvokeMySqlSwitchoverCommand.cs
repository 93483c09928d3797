using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Failover.Switchover;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Failover;

/// <summary>Invoke-MySqlSwitchover: makes a replica the primary while all is well.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "MySqlSwitchover", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(MySqlSwitchover))]
public sealed class InvokeMySqlSwitchoverCommand : EngineCmdlet
{
    /// <summary>The primary.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument Server { get; set; } = null!;

    /// <summary>The replica that is to become the primary; several are tried in order. Without it the best one is chosen.</summary>
    [Parameter(Position = 1)]
    [Alias("Candidate")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument[] NewPrimary { get; set; } = [];

    /// <summary>All replicas of the primary. Without it they are found.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument[] Replica { get; set; } = [];

    /// <summary>How long nobody may be able to write. Past it everything is undone.</summary>
    [Parameter]
    [Duration(Most = 86_400)]
    public TimeSpan MaxWriteOutage { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the candidate may take to catch up before anything is blocked.</summary>
    [Parameter]
    [Duration(Most = 86_400)]
    public TimeSpan CatchUpTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long transactions that are open for more than a second are waited for.</summary>
    [Parameter]
    [Duration(Most = 86_400)]
    public TimeSpan LongTransactionTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Ends the sessions of those that are left then.</summary>
    [Parameter]
    public SwitchParameter KillLongTransactions { get; set; }

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
            var candidates = await ResolveAsync(NewPrimary, folder, cancellationToken).ConfigureAwait(false);
            var facts = await new SwitchoverFactsReader(pipeline).ReadAsync(primary, replicas, candidates, cancellationToken).ConfigureAwait(false);
            var plan = SwitchoverPlanner.Plan(facts, options);
            plan.ThrowIfRefused();
            foreach (var note in plan.Notes)
                pipeline.Warning(note);
            if (isWhatIf)
            {
                foreach (var step in plan.Steps)
                    await pipeline.ShouldProcessAsync(step.Server.ToString(), Describe(step)).ConfigureAwait(false);
                return;
            }

            if (asks && !await pipeline.ShouldProcessAsync(plan.Server.ToString(), $"Make {plan.NewPrimary} the primary in its place").ConfigureAwait(false))
                return;
            var outcome = await new SwitchoverExecutor(plan, pipeline, TimeProvider.System).RunAsync(cancellationToken).ConfigureAwait(false);
            pipeline.Output(outcome);
            if (outcome.Error is { } id)
                throw new MySqlOpsException(id, outcome.Message!, outcome.Server);
        });
    }

    private static string Describe(FailoverStep step) => step.Sql.Count == 0 ? step.Action : $"{step.Action}: {string.Join("; ", step.Sql)}";

    private async Task<IReadOnlyList<MySqlServer>> ResolveAsync(ServerArgument[] arguments, string folder, CancellationToken cancellationToken)
    {
        var servers = new List<MySqlServer>();
        foreach (var argument in arguments)
            servers.Add(await argument.ResolveAsync(Credential, folder, cancellationToken).ConfigureAwait(false));
        return servers;
    }

    private SwitchoverOptions Options() => new()
    {
        MaxWriteOutage = MaxWriteOutage,
        CatchUpTimeout = CatchUpTimeout,
        LongTransactionTimeout = LongTransactionTimeout,
        KillLongTransactions = KillLongTransactions,
        Login = ReplicationCredential is null || ReplicationCredential == PSCredential.Empty
            ? null
            : new ReplicationLogin(ReplicationCredential.UserName, new Secret(ReplicationCredential.GetNetworkCredential().Password)),
    };
}
