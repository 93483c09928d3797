using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Rows.Live;

/// <summary>Lets no new chunk begin while a server is busy or a replica behind. Asks the servers a few times a second at most.</summary>
/// <param name="servers">The servers.</param>
/// <param name="mostThreads">The most threads that may run on a server; null for no limit.</param>
/// <param name="mostLag">How far a replica may be behind; null for no limit.</param>
/// <param name="observer">Hears what is waited for.</param>
/// <param name="time">The clock.</param>
internal sealed class LoadGovernor(IReadOnlyList<MySqlServer> servers, int? mostThreads, TimeSpan? mostLag, IOperationObserver observer, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Sessions of its own: one that is lost is opened again, and the tables go on.</summary>
    private readonly DataSession?[] _sessions = new DataSession?[servers.Count];
    private long? _lastGood;

    /// <summary>Waits until work may go on.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (mostThreads is null && mostLag is null)
            return;
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_lastGood is { } last && time.GetElapsedTime(last) < Look)
                return;
            string? told = null;
            while (await FindReasonOrReopenAsync(cancellationToken).ConfigureAwait(false) is { } reason)
            {
                if (told is null)
                    observer.Verbose($"The comparison waits: {reason}.");
                told = reason;
                await Task.Delay(Look, time, cancellationToken).ConfigureAwait(false);
            }

            _lastGood = time.GetTimestamp();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions.OfType<DataSession>())
            await session.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private async Task<string?> FindReasonOrReopenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await FindReasonAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException) when (_sessions.Any(static session => session is { IsAbandoned: true }))
        {
            return await FindReasonAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DataSession> OpenAsync(int place, CancellationToken cancellationToken)
    {
        if (_sessions[place] is { IsAbandoned: false } session)
            return session;
        if (_sessions[place] is { } lost)
            await lost.DisposeAsync().ConfigureAwait(false);
        return _sessions[place] = await DataSession.OpenAsync(servers[place], cancellationToken).ConfigureAwait(false);
    }

    private async Task<string?> FindReasonAsync(CancellationToken cancellationToken)
    {
        for (var place = 0; place < servers.Count; place++)
        {
            var session = await OpenAsync(place, cancellationToken).ConfigureAwait(false);
            if (mostThreads is { } threads && await ReadThreadsAsync(session, cancellationToken).ConfigureAwait(false) is var running && running > threads)
                return string.Create(CultureInfo.InvariantCulture, $"{session.Server} has {running} running threads");
            if (mostLag is { } lag && await ReadLagAsync(session, cancellationToken).ConfigureAwait(false) is { } behind && behind > lag)
                return string.Create(CultureInfo.InvariantCulture, $"{session.Server} is {behind.TotalSeconds:0} s behind its source");
        }

        return null;
    }

    private static async Task<long> ReadThreadsAsync(DataSession session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SHOW GLOBAL STATUS LIKE 'Threads_running'", cancellationToken).ConfigureAwait(false);
        return rows[0].Int64("Value");
    }

    /// <summary>Null for a server that is no replica or whose applier is stopped: waiting would have no end. Needs REPLICATION CLIENT; without it nothing is waited for.</summary>
    private static async Task<TimeSpan?> ReadLagAsync(DataSession session, CancellationToken cancellationToken)
    {
        if (!session.Facts.HasShowReplicaStatus)
            return null;
        try
        {
            var rows = await session.QueryAsync("SHOW REPLICA STATUS", cancellationToken).ConfigureAwait(false);
            var seconds = rows.Select(static row => row.Int64OrNull("Seconds_Behind_Source")).Max();
            return seconds is { } known ? TimeSpan.FromSeconds(known) : null;
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return null;
        }
    }
}
