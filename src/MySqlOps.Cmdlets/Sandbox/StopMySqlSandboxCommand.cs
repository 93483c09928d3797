using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Cmdlets.Sandbox;

/// <summary>Stop-MySqlSandbox: stops the servers of sandboxes; their data stays.</summary>
[Cmdlet(VerbsLifecycle.Stop, "MySqlSandbox", SupportsShouldProcess = true, DefaultParameterSetName = "Sandbox")]
[OutputType(typeof(MySqlSandbox))]
public sealed class StopMySqlSandboxCommand : SandboxCmdlet
{
    /// <summary>Ends the server's process at once, as a crash would.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits each sandbox as it is afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    private protected override async Task ActAsync(MySqlSandbox sandbox, Pipeline pipeline, CancellationToken cancellationToken)
    {
        if (!await pipeline.ShouldProcessAsync(sandbox.ToString(), Force ? "End the server's process" : "Shut the server down"))
            return;
        var stopped = await new SandboxControl(pipeline).StopAsync(sandbox.Path, Force, cancellationToken);
        if (PassThru)
            pipeline.Output(stopped);
    }
}
