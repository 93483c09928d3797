using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Cmdlets.Sandbox;

/// <summary>Remove-MySqlSandbox: ends the servers of sandboxes and deletes their folders with all data.</summary>
[Cmdlet(VerbsCommon.Remove, "MySqlSandbox", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "Sandbox")]
public sealed class RemoveMySqlSandboxCommand : SandboxCmdlet
{
    private bool _asks;

    /// <summary>Does not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        // What was said outright of -WhatIf or -Confirm goes before -Force.
        var given = MyInvocation.BoundParameters;
        _asks = !Force || given.ContainsKey("WhatIf") || given.ContainsKey("Confirm") || LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference", false));
    }

    /// <inheritdoc />
    private protected override async Task ActAsync(MySqlSandbox sandbox, Pipeline pipeline, CancellationToken cancellationToken)
    {
        if (!_asks || await pipeline.ShouldProcessAsync(sandbox.ToString(), "Delete the server with all its data"))
            await new SandboxControl(pipeline).RemoveAsync(sandbox.Path, cancellationToken);
    }
}
