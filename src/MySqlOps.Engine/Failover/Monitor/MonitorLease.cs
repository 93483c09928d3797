using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>The lease of a monitor: taken when it can be had, given up on order, and told of when it is lost. Not for several threads.</summary>
internal sealed class MonitorLease(TimeSpan span, EventFeed feed, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    /// <summary>The lease; null when it is not held.</summary>
    public MajorityLease? Current { get; private set; }

    /// <summary>Why it is not held, as a sentence; null when it is.</summary>
    public string? Trouble { get; private set; } = "The lease was not taken yet.";

    /// <summary>True when it was held and is not any more.</summary>
    public bool IsLost => Current is { IsHeld: false };

    /// <summary>Tries to take it: of the replicas a majority, and of the primary what can be had.</summary>
    /// <returns>True when it is held.</returns>
    public async Task<bool> TakeAsync(MonitorTopology topology, CancellationToken cancellationToken)
    {
        if (Current is not null)
            return true;
        try
        {
            var options = new LeaseOptions { Span = span, ConnectTimeout = ConnectTimeout, Holder = LeaseHolder.Name, Retakes = true, GivesWay = true };
            Current = await MajorityLease.AcquireAsync(topology.Voters, topology.Replicas.Count > 0 ? [topology.Primary] : [], options, time, cancellationToken).ConfigureAwait(false);
            Trouble = null;
            feed.Forget(FailoverEventKind.StandingBy);
            feed.Say(FailoverEventKind.LeaseTaken, topology.Primary, topology.Replicas.Count > 0 ? $"This monitor holds the lease of {topology.Primary}, {string.Join(", ", topology.Replicas)}, and acts." : $"This monitor holds the lease of {topology.Primary}, which has no replica: nobody could take over from it.");
            return true;
        }
        catch (MySqlOpsException e)
        {
            Trouble = e.Message;
            feed.SayOnChange(FailoverEventKind.StandingBy, topology.Primary, e.Message);
            return false;
        }
    }

    /// <summary>Gives it up.</summary>
    /// <param name="reason">Why, as a sentence.</param>
    public async Task ReleaseAsync(string reason)
    {
        Trouble = reason;
        if (Current is not { } lease)
            return;
        Current = null;
        await lease.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await ReleaseAsync("The monitor has ended.").ConfigureAwait(false);
}
