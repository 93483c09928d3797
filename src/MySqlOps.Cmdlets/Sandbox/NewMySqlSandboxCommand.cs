using System.Collections;
using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Sandbox;
using IOPath = System.IO.Path;

namespace MySqlOps.Cmdlets.Sandbox;

/// <summary>New-MySqlSandbox: servers of one's own on loopback.</summary>
[Cmdlet(VerbsCommon.New, "MySqlSandbox", SupportsShouldProcess = true)]
[OutputType(typeof(MySqlServer))]
public sealed class NewMySqlSandboxCommand : EngineCmdlet
{
    /// <summary>How many.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(1, 100)]
    public int Count { get; set; } = 1;

    /// <summary>The folder that gets a folder for each.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The first port to try.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int BasePort { get; set; } = SandboxOptions.DefaultBasePort;

    /// <summary>Options of mysqld, by name.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable Option { get; set; } = [];

    /// <summary>The mysqld to use.</summary>
    [Parameter]
    [Alias("MySqld")]
    [ValidateNotNullOrEmpty]
    public string? MysqldPath { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var options = new SandboxOptions
        {
            Count = Count,
            Path = Path is null ? SandboxReader.DefaultPath : IOPath.GetFullPath(Path, WorkingFolder),
            BasePort = BasePort,
            Options = OptionTable.Read(Option),
            MysqldPath = MysqldPath is null ? null : IOPath.GetFullPath(MysqldPath, WorkingFolder),
        };
        Run(async (pipeline, cancellationToken) =>
        {
            if (!await pipeline.ShouldProcessAsync(options.Path, $"Make {Count} sandbox(es) on ports from {BasePort}"))
                return;
            await foreach (var sandbox in new SandboxFactory(pipeline).CreateAsync(options, cancellationToken))
                pipeline.Output(sandbox.Server);
        });
    }
}
