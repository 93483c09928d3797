using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect.Addresses;
using MySqlOps.Engine.Connect.LoginPaths;

namespace MySqlOps.Cmdlets.Connect;

/// <summary>Remove-MySqlLoginPath: takes login paths out of the login-path file.</summary>
[Cmdlet(VerbsCommon.Remove, "MySqlLoginPath", SupportsShouldProcess = true)]
public sealed class RemoveMySqlLoginPathCommand : EngineCmdlet
{
    /// <summary>The names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord() => Run(async (pipeline, cancellationToken) =>
    {
        var path = ClientEnvironment.FromProcess().LoginPathFile;
        var file = new LoginPathFile(path, TimeProvider.System);
        foreach (var name in Name)
        {
            var isThere = await file.HasAsync(name, cancellationToken).ConfigureAwait(false);
            if (isThere && !await pipeline.ShouldProcessAsync($"login path '{name}' in {path}", "Remove").ConfigureAwait(false))
                continue;
            if (!isThere || !await file.RemoveAsync(name, cancellationToken).ConfigureAwait(false))
                pipeline.Error(LoginPathFile.Missing(path, name));
        }
    });
}
