using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Connect.Information;

namespace MySqlOps.Cmdlets.Connect;

/// <summary>Get-MySqlServer: what servers say of themselves.</summary>
[Cmdlet(VerbsCommon.Get, "MySqlServer")]
[OutputType(typeof(ServerInformation))]
public sealed class GetMySqlServerCommand : ServerCmdlet
{
    /// <inheritdoc />
    private protected override async Task<IReadOnlyList<object>> AskAsync(MySqlServer server, Pipeline pipeline, CancellationToken cancellationToken) =>
        [await ServerInformationReader.ReadAsync(server, pipeline, cancellationToken).ConfigureAwait(false)];
}
