using System.Globalization;
using System.Management.Automation;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using IOPath = System.IO.Path;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>The base of the cmdlets that do something to sandboxes there are: all ask in the same way which ones.</summary>
public abstract class SandboxCmdlet : EngineCmdlet
{
    private const string ByObject = "Sandbox";
    private const string ByPath = "Path";
    private const string ByPort = "Port";

    /// <summary>The sandboxes: objects of New-MySqlSandbox or Get-MySqlSandbox, or the paths of their folders.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [ValidateNotNullOrEmpty]
    public SandboxArgument[] Sandbox { get; set; } = [];

    /// <summary>The folder that holds the sandboxes; all of them are meant, unless -Port says which.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The ports of the sandboxes.</summary>
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(Mandatory = true, ParameterSetName = ByPort)]
    [ValidateRange(1, 65535)]
    public int[] Port { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        var workingFolder = WorkingFolder;
        var isByObject = ParameterSetName == ByObject;
        Run(async (pipeline, cancellationToken) =>
        {
            foreach (var choice in isByObject ? Sandbox : Choose(workingFolder))
            {
                try
                {
                    var sandbox = await choice.ReadAsync(workingFolder, cancellationToken);
                    await ActAsync(sandbox, pipeline, cancellationToken);
                }
                catch (MySqlOpsException e)
                {
                    pipeline.Error(e);
                }
            }
        });
    }

    /// <summary>Does to one sandbox what the cmdlet is for.</summary>
    private protected abstract Task ActAsync(MySqlSandbox sandbox, Pipeline pipeline, CancellationToken cancellationToken);

    private SandboxArgument[] Choose(string workingFolder)
    {
        var folder = Path is null ? SandboxReader.DefaultPath : IOPath.GetFullPath(Path, workingFolder);
        var paths = Port.Length == 0
            ? SandboxReader.ListPaths(folder)
            : Port.Select(port => IOPath.Combine(folder, port.ToString(CultureInfo.InvariantCulture)));
        return [.. paths.Select(path => new SandboxArgument(path))];
    }
}
