using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Suspension;

namespace MySqlOps.Cmdlets.Failover;

/// <summary>Resume-MySqlFailover: lets the monitors of a primary fail over again, and says that the runs so far have been looked at.</summary>
[Cmdlet(VerbsLifecycle.Resume, "MySqlFailover", SupportsShouldProcess = true)]
[OutputType(typeof(FailoverSuspension))]
public sealed class ResumeMySqlFailoverCommand : FailoverSetCmdlet
{
    /// <summary>Why, for those who wonder.</summary>
    [Parameter(Position = 2)]
    [ValidateLength(1, 1000)]
    public string Reason { get; set; } = "";

    /// <summary>Leaves the runs so far unacknowledged, so that the cool-down and the limit still count them.</summary>
    [Parameter]
    public SwitchParameter SkipAcknowledgement { get; set; }

    /// <inheritdoc />
    private protected override async Task WorkAsync(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var action = SkipAcknowledgement ? "Resume failovers by monitors" : "Resume failovers by monitors, and acknowledge the runs so far";
        if (!await pipeline.ShouldProcessAsync(primary.ToString(), action).ConfigureAwait(false))
            return;
        var request = new SuspensionRequest { Server = primary, IsSuspended = false, Reason = Reason, IsAcknowledging = !SkipAcknowledgement };
        var outcome = await new SuspensionWriter(primary, replicas, Timeout, TimeProvider.System).WriteAsync(request, cancellationToken).ConfigureAwait(false);
        foreach (var (server, error) in outcome.Missed)
            pipeline.Verbose($"{server} does not know of it, which does no harm: {error.Message}");
        pipeline.Output(outcome.Order);
    }
}
