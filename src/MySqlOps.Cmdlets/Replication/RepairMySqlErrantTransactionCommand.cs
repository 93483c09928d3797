using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Errant;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Cmdlets.Replication;

/// <summary>Repair-MySqlErrantTransaction: makes the names of errant transactions known everywhere, by empty transactions on the source.</summary>
[Cmdlet(VerbsDiagnostic.Repair, "MySqlErrantTransaction", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "Found")]
[OutputType(typeof(MySqlErrantRepair))]
public sealed class RepairMySqlErrantTransactionCommand : EngineCmdlet
{
    // Of a type of PowerShell's own: a field closed over an engine type would load the engine when PowerShell lists this module's types.
    private readonly List<object> _found = [];

    /// <summary>What Get-MySqlErrantTransaction gave.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Found")]
    [ValidateNotNull]
    public MySqlErrantTransaction[] InputObject { get; set; } = [];

    /// <summary>The source that gets the empty transactions.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Set")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument Server { get; set; } = null!;

    /// <summary>The transactions' names, as the server writes them.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Set")]
    [ValidateNotNullOrEmpty]
    public string GtidSet { get; set; } = "";

    /// <summary>How they are repaired.</summary>
    [Parameter]
    [ValidateSet("InjectEmpty")]
    public string Method { get; set; } = "InjectEmpty";

    /// <summary>The account to use on the source in place of the one that is known of it.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => _found.AddRange(InputObject);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var folder = WorkingFolder;
        Run(async (pipeline, cancellationToken) =>
        {
            if (ParameterSetName == "Set")
            {
                await RepairAsync(Server, folder, Engine.Replication.Gtids.GtidSet.Parse(GtidSet), [], pipeline, cancellationToken);
                return;
            }

            // The same transactions may be on several replicas: each source gets them once.
            foreach (var own in _found.Cast<MySqlErrantTransaction>().GroupBy(static one => one.Source))
            {
                var set = own.Aggregate(Engine.Replication.Gtids.GtidSet.Empty, static (all, one) => all.Union(Engine.Replication.Gtids.GtidSet.Parse(one.Gtid)));
                await RepairAsync(new ServerArgument(own.Key), folder, set, [.. own], pipeline, cancellationToken);
            }
        });
    }

    private async Task RepairAsync(ServerArgument argument, string folder, GtidSet set, IReadOnlyList<MySqlErrantTransaction> found, Pipeline pipeline, CancellationToken cancellationToken)
    {
        try
        {
            var server = await argument.ResolveAsync(Credential, folder, cancellationToken);
            var repairer = new ErrantRepairer(pipeline);
            var plan = await ErrantRepairer.PlanAsync(server, set, found, cancellationToken);
            plan.ThrowIfRefused();
            if (plan.Missing.IsEmpty || await pipeline.ShouldProcessAsync(server.ToString(), plan.Describe()))
                pipeline.Output(await repairer.RunAsync(plan, cancellationToken));
        }
        catch (MySqlOpsException e)
        {
            pipeline.Error(e);
        }
    }
}
