using System.Globalization;
using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using IOPath = System.IO.Path;

namespace MySqlOps.Cmdlets.Sandbox;

/// <summary>Get-MySqlSandbox: the sandboxes in a folder and what they are doing.</summary>
[Cmdlet(VerbsCommon.Get, "MySqlSandbox")]
[OutputType(typeof(MySqlSandbox))]
public sealed class GetMySqlSandboxCommand : EngineCmdlet
{
    /// <summary>The folder that holds them, or the folder of one.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Only those on these ports.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int[] Port { get; set; } = [];

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var folder = Path is null ? SandboxReader.DefaultPath : IOPath.GetFullPath(Path, WorkingFolder);
        Run(async (pipeline, cancellationToken) =>
        {
            var reader = new SandboxReader();
            var paths = Port.Length == 0
                ? SandboxReader.ListPaths(folder)
                : Port.Select(port => IOPath.Combine(folder, port.ToString(CultureInfo.InvariantCulture)));
            foreach (var path in paths)
            {
                try
                {
                    pipeline.Output(await reader.ReadAsync(path, cancellationToken));
                }
                catch (MySqlOpsException e)
                {
                    pipeline.Error(e);
                }
            }
        });
    }
}
