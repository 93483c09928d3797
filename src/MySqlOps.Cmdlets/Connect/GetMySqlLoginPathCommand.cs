using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect.Addresses;
using MySqlOps.Engine.Connect.LoginPaths;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Connect;

/// <summary>Get-MySqlLoginPath: the login paths of this user, without their passwords.</summary>
[Cmdlet(VerbsCommon.Get, "MySqlLoginPath")]
[OutputType(typeof(LoginPath))]
public sealed class GetMySqlLoginPathCommand : EngineCmdlet
{
    /// <summary>Names or patterns; all login paths when there are none.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc />
    protected override void ProcessRecord() => Run(async (pipeline, cancellationToken) =>
    {
        var path = ClientEnvironment.FromProcess().LoginPathFile;
        var all = await new LoginPathFile(path, TimeProvider.System).ReadAsync(cancellationToken).ConfigureAwait(false);
        foreach (var pattern in Name.Select(static name => new NamePattern(name, ignoreCase: true)))
        {
            var found = all.Where(loginPath => pattern.Matches(loginPath.Name)).ToArray();
            if (found.Length == 0 && pattern.IsName)
                pipeline.Error(LoginPathFile.Missing(path, pattern.Name));
            foreach (var loginPath in found)
                pipeline.Output(loginPath);
        }
    });
}
