using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Cmdlets.Sandbox;

/// <summary>Start-MySqlSandbox: starts the servers of sandboxes that were stopped.</summary>
[Cmdlet(VerbsLifecycle.Start, "MySqlSandbox", SupportsShouldProcess = true, DefaultParameterSetName = "Sandbox")]
[OutputType(typeof(MySqlSandbox))]
public sealed class StartMySqlSandboxCommand : SandboxCmdlet
{
    /// <summary>Emits each sandbox as it is afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    private protected override async Task ActAsync(MySqlSandbox sandbox, Pipeline pipeline, CancellationToken cancellationToken)
    {
        if (!await pipeline.ShouldProcessAsync(sandbox.ToString(), "Start the server"))
            return;
        var started = await new SandboxControl(pipeline).StartAsync(sandbox.Path, cancellationToken);
        if (PassThru)
            pipeline.Output(started);
    }
}
