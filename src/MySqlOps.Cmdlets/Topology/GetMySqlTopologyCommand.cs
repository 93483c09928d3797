using System.Collections;
using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Topology;
using MySqlOps.Engine.Topology.Drawing;

namespace MySqlOps.Cmdlets.Topology;

/// <summary>Get-MySqlTopology: all servers that replicate with those that are named, as a tree.</summary>
[Cmdlet(VerbsCommon.Get, "MySqlTopology")]
[OutputType(typeof(MySqlTopologyNode))]
public sealed class GetMySqlTopologyCommand : EngineCmdlet
{
    private readonly List<ServerArgument> _servers = [];

    /// <summary>Any member, or several: objects, addresses, login paths or option files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument[] Server { get; set; } = [];

    /// <summary>The account to use on all servers in place of the one that the address names.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Where servers are reached from here: host:port, host or server UUID as servers say it, and host:port or host.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary AddressMap { get; set; } = new Hashtable();

    /// <summary>How many steps from the named servers are followed, up and down.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int? MaxDepth { get; set; }

    /// <summary>How long one server may take to connect, and for each answer.</summary>
    [Parameter]
    [Duration(Least = 1, Most = 3600)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many servers are asked at once.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 128;

    /// <summary>From how long on a replica counts as lagging, its delay not counted.</summary>
    [Parameter]
    [Duration(Most = 2_147_483_647)]
    public TimeSpan MaxLag { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Shows each server with all its facts in brackets, aligned.</summary>
    [Parameter]
    public SwitchParameter Detail { get; set; }

    /// <summary>Draws the tree with characters that every terminal has.</summary>
    [Parameter]
    public SwitchParameter Ascii { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => _servers.AddRange(Server);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var folder = WorkingFolder;
        var options = Options();
        var style = Detail ? TreeStyle.Detail : Ascii || !TerminalCharacters.HasUnicode(Environment.GetEnvironmentVariable) ? TreeStyle.Ascii : TreeStyle.Unicode;
        Run(async (pipeline, cancellationToken) =>
        {
            var named = new List<MySqlServer>();
            var outcomes = Fleet.RunAsync(_servers, ThrottleLimit, (server, token) => server.ResolveAsync(Credential, folder, token), cancellationToken);
            await foreach (var outcome in outcomes)
            {
                if (outcome.Error is { } error)
                    pipeline.Error(error);
                else
                    named.Add(outcome.Value!);
            }

            var nodes = await new TopologyReader(options, pipeline).ReadAsync(named, cancellationToken);
            foreach (var node in TopologyTree.Arrange(nodes, style))
            {
                // Whom the user named must answer; that others do not is what is to be shown.
                if (node.ErrorId is { } id && named.Exists(server => server.Endpoint == node.Name))
                    pipeline.Error(new MySqlOpsException(id, node.Problems[0], node.Server));
                pipeline.Output(node);
            }
        });
    }

    private TopologyOptions Options() => new()
    {
        AddressMap = NameTable.Read(AddressMap, StringComparer.OrdinalIgnoreCase),
        MaxDepth = MaxDepth,
        Timeout = Timeout,
        ThrottleLimit = ThrottleLimit,
        MaxLag = MaxLag,
    };
}
