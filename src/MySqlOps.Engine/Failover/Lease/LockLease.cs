using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Lease;

/// <summary>
/// A lease of locks by name (GET_LOCK), one on each member: they need no writable server, and a holder that hangs or dies loses them by the servers' own doing,
/// because its sessions end when they have said nothing for the lease's time.
/// </summary>
internal sealed class LockLease : IFailoverLease
{
    private readonly Dictionary<MySqlServer, LeasedSession> _sessions;
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private Task _keeping = Task.CompletedTask;

    private LockLease(IEnumerable<LeasedSession> sessions, TimeProvider time)
    {
        _sessions = sessions.ToDictionary(static session => session.Server);
        _time = time;
    }

    /// <summary>Takes the locks of all servers at once, or none.</summary>
    /// <param name="servers">The members.</param>
    /// <param name="span">After how long without a sign of life a server takes its lock away.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MySqlOpsException">FailoverBusy when somebody else has one of them, or any Connect error.</exception>
    public static async Task<LockLease> AcquireAsync(IReadOnlyCollection<MySqlServer> servers, TimeSpan span, TimeProvider time, CancellationToken cancellationToken)
    {
        var sessions = servers.Select(server => new LeasedSession(server, span)).ToArray();
        try
        {
            await Task.WhenAll(sessions.Select(session => session.OpenAsync(cancellationToken))).ConfigureAwait(false);
        }
        catch
        {
            await Task.WhenAll(sessions.Select(static session => session.DisposeAsync().AsTask())).ConfigureAwait(false);
            throw;
        }

        var lease = new LockLease(sessions, time);
        lease._keeping = Task.WhenAll(sessions.Select(session => lease.KeepAsync(session, span / 5)));
        return lease;
    }

    /// <inheritdoc />
    public LeasedSession Of(MySqlServer server) => _sessions[server];

    /// <inheritdoc />
    public void Recover()
    {
        foreach (var session in _sessions.Values)
            session.MayRecover = true;
    }

    /// <inheritdoc />
    public Task ConfirmAsync(CancellationToken cancellationToken) => Task.WhenAll(_sessions.Values.Select(session => session.ConfirmAsync(cancellationToken)));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_sessions.Values.Select(static session => session.DisposeAsync().AsTask())).ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>One for each session: a server that hangs must not cost us the locks of the others.</summary>
    private async Task KeepAsync(LeasedSession session, TimeSpan interval)
    {
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(interval, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await session.KeepAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
