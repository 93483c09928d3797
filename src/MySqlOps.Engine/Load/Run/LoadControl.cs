using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Ledger;

namespace MySqlOps.Engine.Load.Run;

/// <summary>The session that holds a load's locks and writes its ledger. Safe for many threads.</summary>
internal sealed class LoadControl : IAsyncDisposable
{
    /// <summary>Uptime comes in whole seconds, and clocks differ a little.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(2);

    private readonly LoadSessions _sessions;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly TimeProvider _time;
    private readonly long _opened;
    private readonly TimeSpan _uptime;
    private Session _session;

    private LoadControl(LoadSessions sessions, Session session, TimeSpan uptime, TimeProvider time)
    {
        _sessions = sessions;
        _session = session;
        _uptime = uptime;
        _time = time;
        _opened = time.GetTimestamp();
    }

    /// <summary>Connects, takes the locks, and ends what an importer before has left.</summary>
    /// <exception cref="MySqlOpsException">LoadBusy: another import holds one of them, or left a session that does not end.</exception>
    public static async Task<LoadControl> OpenAsync(LoadSessions sessions, TimeProvider time, CancellationToken cancellationToken)
    {
        var session = await sessions.OpenControlAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await LoadLock.TakeAsync(session, sessions.Databases, cancellationToken).ConfigureAwait(false);
            await WorkerLock.EndAllAsync(session, sessions.Databases, time, cancellationToken).ConfigureAwait(false);
            return new LoadControl(sessions, session, await ReadUptimeAsync(session, cancellationToken).ConfigureAwait(false), time);
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs work on the session; other work waits.</summary>
    public async Task<T> UseAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await work(_session).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Runs work with the ledger; other work waits.</summary>
    public Task WriteAsync(Func<LedgerWriter, Task> work, CancellationToken cancellationToken) => UseAsync(
        async session =>
        {
            await work(new LedgerWriter(session)).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Makes sure that the locks are held, after a connection was lost: takes them again where they went with it.</summary>
    /// <exception cref="MySqlOpsException">LoadBusy: another import was quicker. LoadChunkFailed: the server has restarted. Any Connect error.</exception>
    public async Task EnsureLockedAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (await IsLockedAsync(cancellationToken).ConfigureAwait(false))
                return;

            // The lost one stays until there is another: a disposed one could not even be asked.
            var lost = _session;
            _session = await _sessions.OpenControlAsync(cancellationToken).ConfigureAwait(false);
            await lost.DisposeAsync().ConfigureAwait(false);
            await RefuseRestartAsync(cancellationToken).ConfigureAwait(false);
            await LoadLock.TakeAsync(_session, _sessions.Databases, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    private async Task<bool> IsLockedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await LoadLock.IsHeldAsync(_session, _sessions.Databases[0], cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is null || e.Id == ErrorId.ConnectionLost)
        {
            return false;
        }
    }

    /// <summary>
    /// A server that has crashed may have lost what it called committed (innodb_flush_log_at_trx_commit other than 1). What of this load is left says the ledger, and so
    /// it must be read again.
    /// </summary>
    private async Task RefuseRestartAsync(CancellationToken cancellationToken)
    {
        var uptime = await ReadUptimeAsync(_session, cancellationToken).ConfigureAwait(false);
        if (uptime < _uptime + _time.GetElapsedTime(_opened) - ClockSlack)
            throw new MySqlOpsException(ErrorId.LoadChunkFailed, $"{_session.Server} has restarted during the import. Import again: it goes on with what the server still has.", _session.Server);
    }

    private static async Task<TimeSpan> ReadUptimeAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SHOW GLOBAL STATUS LIKE 'Uptime'", cancellationToken).ConfigureAwait(false);
        return TimeSpan.FromSeconds(rows[0].Int64("Value"));
    }
}
