using System.Management.Automation;
using System.Text;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Topology;
using MySqlOps.Engine.Topology.Drawing;

namespace MySqlOps.Cmdlets.Topology;

/// <summary>Export-MySqlTopology: draws a topology into a file, or saves it.</summary>
[Cmdlet(VerbsData.Export, "MySqlTopology", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo), typeof(MySqlTopologyNode))]
public sealed class ExportMySqlTopologyCommand : EngineCmdlet
{
    private readonly List<MySqlTopologyNode> _nodes = [];

    /// <summary>The nodes, as Get-MySqlTopology gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public MySqlTopologyNode[] Topology { get; set; } = [];

    /// <summary>The file. Its ending says what it becomes: .svg, .html, .mmd, .dot or .json.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Passes the nodes on in place of the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing() => Run((_, _) =>
    {
        // Before a discovery that takes its time is drawn in vain.
        TopologyDrawing.CheckFormat(Path);
        return Task.CompletedTask;
    });

    /// <inheritdoc />
    protected override void ProcessRecord() => _nodes.AddRange(Topology);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path);
        Run(async (pipeline, cancellationToken) =>
        {
            var text = TopologyDrawing.Draw(path, _nodes, TimeProvider.System.GetUtcNow());
            if (await pipeline.ShouldProcessAsync(path, "Write the topology"))
            {
                try
                {
                    await File.WriteAllTextAsync(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    throw new MySqlOpsException(ErrorId.FileFailed, $"The topology can't be written to {path}: {e.Message}", path, e);
                }

                if (!PassThru)
                    pipeline.Output(new FileInfo(path));
            }

            foreach (var node in PassThru ? _nodes : [])
                pipeline.Output(node);
        });
    }
}
