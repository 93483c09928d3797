using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Overview;
using MySqlOps.Engine.Failover.Suspension;

namespace MySqlOps.Cmdlets.Failover;

/// <summary>Suspend-MySqlFailover: tells the monitors of a primary to leave failovers be.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "MySqlFailover", SupportsShouldProcess = true, DefaultParameterSetName = "Open")]
[OutputType(typeof(FailoverSuspension))]
public sealed class SuspendMySqlFailoverCommand : FailoverSetCmdlet
{
    /// <summary>Why, for those who wonder.</summary>
    [Parameter(Position = 2)]
    [ValidateLength(1, 1000)]
    public string Reason { get; set; } = "";

    /// <summary>For how long; until it is taken back unless told.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "For")]
    [Duration(Least = 1, Most = 315_360_000)]
    public TimeSpan For { get; set; }

    /// <summary>Until when; until it is taken back unless told.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Until")]
    [FutureTime]
    public DateTimeOffset Until { get; set; }

    /// <summary>How long to wait until a monitor that holds the lease has given it up.</summary>
    [Parameter]
    [Duration(Most = 3600)]
    public TimeSpan ReleaseTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <inheritdoc />
    private protected override async Task WorkAsync(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, Pipeline pipeline, CancellationToken cancellationToken)
    {
        if (!await pipeline.ShouldProcessAsync(primary.ToString(), "Suspend failovers by monitors").ConfigureAwait(false))
            return;
        var time = TimeProvider.System;
        var request = new SuspensionRequest { Server = primary, IsSuspended = true, Reason = Reason, Until = End(time.GetUtcNow()) };
        var outcome = await new SuspensionWriter(primary, replicas, Timeout, time).WriteAsync(request, cancellationToken).ConfigureAwait(false);
        foreach (var (server, error) in outcome.Missed)
            pipeline.Verbose($"{server} does not know of it, which does no harm: {error.Message}");
        if (await new OverviewReader(Timeout, time).AwaitReleaseAsync(primary, replicas, ReleaseTimeout, cancellationToken).ConfigureAwait(false) is { } holder)
            pipeline.Warning($"Failovers of {primary} are suspended, but {holder} still holds the lease: a monitor with a long interval, or a failover that is under way. Get-MySqlFailover shows when it has given it up.");
        pipeline.Output(outcome.Order);
    }

    private DateTimeOffset? End(DateTimeOffset now) => ParameterSetName switch
    {
        "For" => now + For,
        "Until" => Until,
        _ => null,
    };
}
