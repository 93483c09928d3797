using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Lease;

/// <summary>
/// A session on one member that holds the lock of that member. One statement at a time. A session that is lost, because a statement was killed or the server ended it, is
/// opened anew only while the rest of the lease has kept every other away all the time; else another may have acted meanwhile, and nothing more is done there.
/// </summary>
internal sealed class LeaseMember(MySqlServer server, LeaseOptions options, TimeProvider time) : IAsyncDisposable
{
    /// <summary>How long a session that is opened anew waits for the end of the one before it.</summary>
    private static readonly TimeSpan ReopenWait = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private Task _keeping = Task.CompletedTask;
    private Session? _session;
    private long _heard;
    private int _working;
    private volatile bool _isHeld;

    /// <summary>The member.</summary>
    public MySqlServer Server => server;

    /// <summary>What its version can do. Not before it has answered.</summary>
    public ServerFacts Facts => _session!.Facts;

    /// <summary>Its server_uuid; null when it did not answer.</summary>
    public string? Uuid { get; private set; }

    /// <summary>Why there is no lock; null when there is one.</summary>
    public MySqlOpsException? Trouble { get; private set; }

    /// <summary>
    /// True while the server keeps the lock for us for certain: a statement of ours runs there, or it was heard less than the lease's span ago. The server counts from
    /// later than we do, so that this turns false first.
    /// </summary>
    public bool IsHeld => _isHeld && (Volatile.Read(ref _working) > 0 || time.GetElapsedTime(Volatile.Read(ref _heard)) < options.Span);

    /// <summary>Whether a lost session may be opened anew. Set by the lease, which knows the other members.</summary>
    public Func<bool> MayReopen { get; set; } = static () => false;

    /// <summary>Connects; the error of a server that does not answer is kept in <see cref="Trouble"/>.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            var patience = server.ConnectTimeout < options.ConnectTimeout ? server.ConnectTimeout : options.ConnectTimeout;
            _session = await Session.OpenAsync(server with { ConnectTimeout = patience, CommandTimeout = TimeSpan.Zero }, cancellationToken).ConfigureAwait(false);
            Uuid = await _session.TextAsync("SELECT @@GLOBAL.server_uuid", cancellationToken).ConfigureAwait(false);
            Trouble = null;
        }
        catch (MySqlOpsException e)
        {
            Trouble = e;
        }
    }

    /// <summary>Takes the lock, if nobody has it; else <see cref="Trouble"/> says who.</summary>
    public Task TakeAsync(CancellationToken cancellationToken) => TakeAsync(TimeSpan.Zero, cancellationToken);

    /// <summary>Begins to say signs of life. By itself for each member: a server that hangs must not cost us the locks of the others.</summary>
    public void BeginKeeping() => _keeping = Task.Run(() => KeepOnAsync(_stop.Token), CancellationToken.None);

    /// <summary>Has the lock taken again that was lost or could not be had, when that is allowed; <see cref="Trouble"/> says why it is not.</summary>
    /// <returns>True when it is held.</returns>
    public async Task<bool> RetakeAsync(CancellationToken cancellationToken)
    {
        if (_isHeld || !MayReopen() || !await _gate.WaitAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false))
            return IsHeld;
        try
        {
            await HoldAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e)
        {
            Trouble = e;
        }
        finally
        {
            _gate.Release();
        }

        return IsHeld;
    }

    private async Task TakeAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        if (_session is null || Trouble is not null)
            return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(wait + options.Span);
        try
        {
            Volatile.Write(ref _heard, time.GetTimestamp());
            _isHeld = await LeaseLock.TryTakeAsync(_session, options, wait, limit.Token).ConfigureAwait(false);
            if (!_isHeld)
                Trouble = await BusyAsync(_session, limit.Token).ConfigureAwait(false);
        }
        catch (MySqlOpsException e)
        {
            Trouble = e;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Trouble = new MySqlOpsException(ErrorId.QueryTimeout, $"{server} took the connection and then said nothing.", server);
        }
    }

    /// <summary>Asks.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="limit">After how long it is killed.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="MySqlOpsException">QueryTimeout past the limit; FailoverLeaseLost; any error of the statement.</exception>
    public Task<IReadOnlyList<SqlRow>> QueryAsync(string sql, TimeSpan limit, CancellationToken cancellationToken) =>
        UseAsync((session, token) => session.QueryAsync(sql, token), limit, cancellationToken);

    /// <summary>The first cell of the first row as text; null when there is none or it is NULL.</summary>
    public async Task<string?> TextAsync(string sql, TimeSpan limit, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync(sql, limit, cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0].FirstTextOrNull();
    }

    /// <summary>Runs work over the session.</summary>
    /// <param name="work">The work; it must not keep the session.</param>
    /// <param name="limit">After how long its statement is killed.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="MySqlOpsException">QueryTimeout past the limit; FailoverLeaseLost; any error of the work.</exception>
    public async Task<T> UseAsync<T>(Func<Session, CancellationToken, Task<T>> work, TimeSpan limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(limit);
        var hasGate = false;
        try
        {
            await _gate.WaitAsync(stop.Token).ConfigureAwait(false);
            hasGate = true;
            await HoldAsync(stop.Token).ConfigureAwait(false);
            return await WorkAsync(work, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new MySqlOpsException(ErrorId.QueryTimeout, string.Create(CultureInfo.InvariantCulture, $"A statement on {server} took longer than {limit.TotalSeconds:0.###} s and was stopped."), server);
        }
        finally
        {
            if (hasGate)
                _gate.Release();
        }
    }

    /// <summary>Says a sign of life, unless a statement runs, which is one.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        if (!_isHeld || !await _gate.WaitAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false))
            return;
        try
        {
            // Not counted as work: a word that gets no answer holds nothing.
            var said = time.GetTimestamp();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(options.Span);
            await _session!.ExecuteAsync("DO 0", limit.Token).ConfigureAwait(false);
            Volatile.Write(ref _heard, said);
        }
        catch (Exception e) when (e is MySqlOpsException or OperationCanceledException)
        {
            Lose(e);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _isHeld = false;
        if (_session is not null)
            await _session.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
        _stop.Dispose();
    }

    private async Task KeepOnAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Span / 5, time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            await KeepAsync(cancellationToken).ConfigureAwait(false);
            if (options.Retakes)
                await RetakeAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<T> WorkAsync<T>(Func<Session, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _working);
        try
        {
            var result = await work(_session!, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _heard, time.GetTimestamp());
            return result;
        }
        catch (Exception e) when (e is OperationCanceledException or MySqlOpsException { Id: ErrorId.ConnectionLost })
        {
            // The session is given up with a statement that was killed.
            Lose(e);
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref _working);
        }
    }

    private async Task HoldAsync(CancellationToken cancellationToken)
    {
        if (_isHeld)
            return;
        if (!MayReopen())
            throw Lost();
        if (_session is not null)
            await _session.DisposeAsync().ConfigureAwait(false);
        await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await TakeAsync(ReopenWait, cancellationToken).ConfigureAwait(false);

        // Asked again: the rest may have been lost while this one connected.
        if (_isHeld && MayReopen())
            return;
        _isHeld = false;
        throw Trouble ?? Lost();
    }

    private async Task<MySqlOpsException> BusyAsync(Session session, CancellationToken cancellationToken)
    {
        var holder = await LeaseLock.HolderAsync(session, cancellationToken).ConfigureAwait(false) ?? "somebody who has just ended";
        if (await IsMonitorsAsync(session, cancellationToken).ConfigureAwait(false))
            return new MySqlOpsException(ErrorId.FailoverBusy, $"Another monitor acts here: {holder} has the lock '{LeaseLock.Name}' on {server}. When it ends, dies or hangs, the servers drop its locks within seconds.", server);
        return new MySqlOpsException(
            ErrorId.FailoverBusy,
            $"Somebody else is changing who is primary: {holder} has the lock '{LeaseLock.Name}' on {server}. Wait for the end of that; a holder that has died or hangs is dropped by the servers within seconds.",
            server);
    }

    private static async Task<bool> IsMonitorsAsync(Session session, CancellationToken cancellationToken)
    {
        try
        {
            return await LeaseLock.IsGivenWayAsync(session, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return false;
        }
    }

    private void Lose(Exception e)
    {
        _isHeld = false;
        Trouble = e as MySqlOpsException ?? Trouble;
    }

    private MySqlOpsException Lost() => new(
        ErrorId.FailoverLeaseLost,
        $"The lease on {server} is lost{(Trouble is null ? "." : $": {Trouble.Message}")} Nothing more is done there by this run, because another may have taken over. Run the command again: it goes on where this one ended.",
        server,
        Trouble);
}
