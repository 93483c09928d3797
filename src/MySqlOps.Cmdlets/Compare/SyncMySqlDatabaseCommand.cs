using System.Globalization;
using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Compare;

/// <summary>Sync-MySqlDatabase: applies the changes of Compare-MySqlDatabase.</summary>
[Cmdlet(VerbsData.Sync, "MySqlDatabase", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(MySqlSyncStep), typeof(MySqlSync))]
public sealed class SyncMySqlDatabaseCommand : EngineCmdlet
{
    // Of a type of PowerShell's own: a field closed over an engine type would load the engine when PowerShell lists this module's types.
    private readonly List<object> _differences = [];
    private object? _triggerAction;
    private bool _isWhatIf;

    /// <summary>What Compare-MySqlDatabase gave.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public MySqlDifference[] InputObject { get; set; } = [];

    /// <summary>Also does what may lose something: drops, lossy changes of types, other character sets.</summary>
    [Parameter]
    public SwitchParameter AllowDestructive { get; set; }

    /// <summary>Also does what may lose something, of tables of at most so many bytes.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? SafeBelowBytes { get; set; }

    /// <summary>Writes to a server that is a replica.</summary>
    [Parameter]
    public SwitchParameter AllowReplica { get; set; }

    /// <summary>Keeps the changes out of the server's binary log, and so from its replicas.</summary>
    [Parameter]
    public SwitchParameter SkipBinLog { get; set; }

    /// <summary>What becomes of tables with triggers that the changes of rows would fire.</summary>
    [Parameter]
    public SyncTriggerAction TriggerAction
    {
        get => _triggerAction is SyncTriggerAction action ? action : SyncTriggerAction.Refuse;
        set => _triggerAction = value;
    }

    /// <summary>Rows in one transaction.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int TransactionSize { get; set; } = 1000;

    /// <summary>How long a statement waits for a lock before it is tried again.</summary>
    [Parameter]
    [Duration(Least = 1, Most = 86_400)]
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Does not prove changes of definitions on a copy first.</summary>
    [Parameter]
    public SwitchParameter SkipProof { get; set; }

    /// <summary>Ends with one object a server that says what was done.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>Does not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing() => _isWhatIf = IsWhatIf;

    /// <inheritdoc />
    protected override void ProcessRecord() => _differences.AddRange(InputObject);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var asks = !Force || MyInvocation.BoundParameters.ContainsKey("Confirm");
        var differences = _differences.Cast<MySqlDifference>().ToList();
        var options = Options();
        Run(async (pipeline, cancellationToken) =>
        {
            foreach (var (server, changes) in Synchronizer.ByServer(differences))
            {
                if (server is null)
                    pipeline.Error(new MySqlOpsException(ErrorId.SyncUnsupported, $"{changes[0].Target} is a folder, which is not changed. Compare with -ChangesFor the server.", changes[0].Target));
                else
                    await SyncAsync(server, changes, options, asks, pipeline, cancellationToken);
            }
        });
    }

    private async Task SyncAsync(MySqlServer server, IReadOnlyList<MySqlDifference> differences, SyncOptions options, bool asks, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var synchronizer = new Synchronizer(server, options, pipeline, TimeProvider.System);
        var plan = await synchronizer.PlanAsync(differences, cancellationToken);
        plan.ThrowIfRefused();
        foreach (var note in plan.Notes)
            pipeline.Warning(note);
        if (_isWhatIf)
        {
            foreach (var refusal in plan.Refusals)
                pipeline.Error(new MySqlOpsException(refusal.Id, refusal.Message, refusal.Difference));
            foreach (var step in plan.Steps)
                await pipeline.ShouldProcessAsync(server.ToString(), step.ToString());
            return;
        }

        if (plan.Steps.Count > 0 && asks && !await pipeline.ShouldProcessAsync(server.ToString(), string.Create(CultureInfo.CurrentCulture, $"Apply {differences.Count - plan.Refusals.Count:N0} changes")))
            return;
        await foreach (var step in synchronizer.ExecuteAsync(plan, cancellationToken))
        {
            if (step is { Status: SyncStatus.Failed or SyncStatus.Refused, Error: { } id })
                pipeline.Error(new MySqlOpsException(id, step.Message ?? step.Action, step));
            pipeline.Output(step);
        }

        if (Summary)
            pipeline.Output(synchronizer.Outcome);
    }

    private SyncOptions Options() => new()
    {
        SkipBinLog = SkipBinLog,
        AllowDestructive = AllowDestructive,
        SafeBelowBytes = SafeBelowBytes,
        AllowReplica = AllowReplica,
        TriggerAction = TriggerAction,
        MaxTransactionRows = TransactionSize,
        LockTimeout = LockTimeout,
        Prove = !SkipProof,
    };
}
