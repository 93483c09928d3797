using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Control;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Cmdlets.Replication;

/// <summary>Skip-MySqlTransaction: makes replicas take transactions for done that they have not applied.</summary>
[Cmdlet(VerbsCommon.Skip, "MySqlTransaction", SupportsShouldProcess = true, DefaultParameterSetName = ByGtid)]
[OutputType(typeof(ReplicaStatus))]
public sealed class SkipMySqlTransactionCommand : ReplicaControlCmdlet
{
    private const string ByGtid = "GtidSet";
    private const string ByBlocking = "Blocking";

    /// <summary>The transactions, as the server writes them: uuid:1-3:7, with a tag uuid:tag:5. Those that a server has executed are passed over.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByGtid)]
    [ValidateNotNullOrEmpty]
    public string[] GtidSet { get; set; } = [];

    /// <summary>The transactions at which the appliers are stopped now.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByBlocking)]
    public SwitchParameter Blocking { get; set; }

    /// <summary>The channels that -Blocking and -Start are about; all of them unless told.</summary>
    [Parameter]
    [AllowEmptyString]
    public string[] Channel { get; set; } = [];

    /// <summary>Starts the appliers again that an error has stopped.</summary>
    [Parameter]
    public SwitchParameter Start { get; set; }

    /// <summary>Skips transactions too that the source is not known to have. What a source that answers has not committed yet of its own is refused all the same.</summary>
    [Parameter(ParameterSetName = ByGtid)]
    public SwitchParameter AllowUnknown { get; set; }

    /// <summary>The account for sources that are not among the servers; that of the replica unless told.</summary>
    [Parameter]
    [Credential]
    public PSCredential? SourceCredential { get; set; }

    /// <inheritdoc />
    private protected override async Task<ReplicaPlan> PlanAsync(MySqlServer server, Pipeline pipeline, CancellationToken cancellationToken) =>
        await TransactionSkipper.PlanAsync(server, await OptionsAsync().ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc />
    private protected override Task ExecuteAsync(ReplicaPlan plan, Pipeline pipeline, CancellationToken cancellationToken) =>
        new TransactionSkipper(pipeline).SkipAsync(plan, cancellationToken);

    private async Task<SkipOptions> OptionsAsync()
    {
        var gtids = Blocking ? null : Engine.Replication.Gtids.GtidSet.Parse(string.Join(',', GtidSet));
        if (gtids is { IsEmpty: true })
            throw new MySqlOpsException(ErrorId.ReplicationGtidInvalid, "The GTID set is empty. Write it as the server does: uuid:1-3:7.", string.Join(',', GtidSet));
        return new SkipOptions { Gtids = gtids, Channels = Channel, Start = Start, AllowUnknown = AllowUnknown, Sources = await SourcesAsync(SourceCredential).ConfigureAwait(false) };
    }
}
