using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Topology;
using MySqlOps.Engine.Topology.Comparison;
using MySqlOps.Engine.Topology.Saved;

namespace MySqlOps.Cmdlets.Topology;

/// <summary>Compare-MySqlTopology: what changed between two topologies.</summary>
[Cmdlet(VerbsData.Compare, "MySqlTopology")]
[OutputType(typeof(MySqlTopologyChange))]
public sealed class CompareMySqlTopologyCommand : EngineCmdlet
{
    private readonly List<object> _difference = [];

    /// <summary>The topology as it was: the path of a .json file of Export-MySqlTopology, or nodes.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public object[] Reference { get; set; } = [];

    /// <summary>The topology as it is: the path of a .json file of Export-MySqlTopology, or nodes.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public object[] Difference { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord() => _difference.AddRange(Difference);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var (reference, difference) = (Reference.Select(Resolve).ToList(), _difference.Select(Resolve).ToList());
        Run(async (pipeline, cancellationToken) =>
        {
            var before = await ReadAsync(reference, cancellationToken);
            var after = await ReadAsync(difference, cancellationToken);
            foreach (var change in TopologyComparer.Compare(before, after))
                pipeline.Output(change);
        });
    }

    /// <summary>A path as the file system knows it; anything else as it is. Only for the pipeline's thread.</summary>
    private object Resolve(object value) => ((value as PSObject)?.BaseObject ?? value) switch
    {
        string path => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path),
        FileSystemInfo file => file.FullName,
        var other => other,
    };

    private static async Task<IReadOnlyList<MySqlTopologyNode>> ReadAsync(IEnumerable<object> values, CancellationToken cancellationToken)
    {
        var nodes = new List<MySqlTopologyNode>();
        foreach (var value in values)
        {
            switch (value)
            {
                case MySqlTopologyNode node:
                    nodes.Add(node);
                    break;
                case string path:
                    nodes.AddRange(await TopologyFile.ReadAsync(path, cancellationToken));
                    break;
                default:
                    throw new MySqlOpsException(ErrorId.TopologyEmpty, $"An object of type {value.GetType().Name} is no topology. Give nodes of Get-MySqlTopology, or the path of a .json file of Export-MySqlTopology.", value);
            }
        }

        return nodes;
    }
}
