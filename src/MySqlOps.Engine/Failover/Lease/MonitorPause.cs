using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Suspension;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Lease;

/// <summary>Takes a lease that a monitor may hold: it is told by a suspension to give it up, and to go on when all is done. What else holds the lease is not disturbed.</summary>
/// <param name="primary">The primary.</param>
/// <param name="replicas">Its replicas.</param>
/// <param name="reason">What the lease is wanted for.</param>
/// <param name="time">The clock.</param>
internal sealed class MonitorPause(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, string reason, TimeProvider time)
{
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TryAgain = TimeSpan.FromMilliseconds(200);

    /// <summary>A monitor looks for orders at each look, and gives up what it was doing beside.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Who dies meanwhile must not leave the monitors suspended for good.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private FailoverSuspension? _order;

    /// <summary>Takes it.</summary>
    /// <param name="acquire">How.</param>
    /// <param name="cancellationToken">Cancels, and lets the monitors go on.</param>
    /// <exception cref="MySqlOpsException">FailoverBusy: it is held by somebody who does not give way.</exception>
    public async Task<MajorityLease> AcquireAsync(Func<CancellationToken, Task<MajorityLease>> acquire, CancellationToken cancellationToken)
    {
        try
        {
            return await acquire(cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.FailoverBusy)
        {
            if (!await IsMonitorsAsync(cancellationToken).ConfigureAwait(false))
                throw;
        }

        try
        {
            _order = await WriteAsync(isSuspended: true, cancellationToken).ConfigureAwait(false);
            return await InsistAsync(acquire, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await EndAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Lets the monitors go on, unless somebody else has given them another order meanwhile.</summary>
    /// <returns>Why they could not be told, as a sentence; null for nothing.</returns>
    public async Task<string?> EndAsync()
    {
        if (_order is not { } order)
            return null;
        _order = null;
        try
        {
            var newest = await SuspensionReader.ReadAsync([primary, .. replicas], AskLimit, CancellationToken.None).ConfigureAwait(false);
            if (newest?.Number == order.Number)
                await WriteAsync(isSuspended: false, CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (MySqlOpsException e)
        {
            return $"The monitors could not be told to go on, and will do so at {order.Until?.UtcDateTime:HH:mm} UTC. Resume-MySqlFailover tells them now. {e.Message}";
        }
    }

    private async Task<MajorityLease> InsistAsync(Func<CancellationToken, Task<MajorityLease>> acquire, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await acquire(cancellationToken).ConfigureAwait(false);
            }
            catch (MySqlOpsException e) when (e.Id == ErrorId.FailoverBusy && time.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(TryAgain, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<FailoverSuspension> WriteAsync(bool isSuspended, CancellationToken cancellationToken)
    {
        var request = new SuspensionRequest { Server = primary, IsSuspended = isSuspended, Reason = reason, Until = time.GetUtcNow() + Longest };
        return (await new SuspensionWriter(primary, replicas, AskLimit, time).WriteAsync(request, cancellationToken).ConfigureAwait(false)).Order;
    }

    private async Task<bool> IsMonitorsAsync(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(replicas.Prepend(primary).Select(server => IsMonitorsAsync(server, cancellationToken))).ConfigureAwait(false);
        return answers.Any(static answer => answer);
    }

    private static async Task<bool> IsMonitorsAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        try
        {
            var session = await Session.OpenAsync(server with { ConnectTimeout = AskLimit, CommandTimeout = AskLimit }, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
                return await LeaseLock.IsGivenWayAsync(session, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException)
        {
            return false;
        }
    }
}
