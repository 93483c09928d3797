using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Overview;

namespace MySqlOps.Cmdlets.Failover;

/// <summary>Get-MySqlFailover: who may fail over a set of servers, whether that is suspended, and which runs there were.</summary>
[Cmdlet(VerbsCommon.Get, "MySqlFailover")]
[OutputType(typeof(FailoverOverview))]
public sealed class GetMySqlFailoverCommand : FailoverSetCmdlet
{
    /// <inheritdoc />
    private protected override async Task WorkAsync(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var overview = await new OverviewReader(Timeout, TimeProvider.System).ReadAsync(primary, replicas, cancellationToken).ConfigureAwait(false);
        foreach (var member in overview.Members.Where(static member => member.Message is not null))
            pipeline.Warning($"{member.Server} could not be asked: {member.Message}");
        pipeline.Output(overview);
    }
}
