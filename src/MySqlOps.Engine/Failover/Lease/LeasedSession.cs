using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Lease;

/// <summary>
/// A session on one member that holds the lock of that member. One statement at a time; one that takes too long is killed, and then the session is opened anew and must
/// get the lock again before it does anything. One that the server ended has lost the lock for good, unless <see cref="MayRecover"/>.
/// </summary>
internal sealed class LeasedSession(MySqlServer server, TimeSpan span) : IAsyncDisposable
{
    /// <summary>The lock's name, the same on every server: a server has one primary, so one lock is enough.</summary>
    public const string LockName = "mysqlops.failover";

    /// <summary>How long a session that is opened anew waits for the end of the one before it.</summary>
    private static readonly TimeSpan ReopenWait = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private Session? _session;
    private bool _isInterrupted;
    private bool _isLost;

    /// <summary>The member.</summary>
    public MySqlServer Server => server;

    /// <summary>What its version can do.</summary>
    public ServerFacts Facts { get; private set; } = null!;

    /// <summary>
    /// True lets a session that the server ended be opened anew, when nobody else has taken the lock: to undo what was done, and to finish what can't be undone.
    /// Else whoever was frozen, and whose lock others had meanwhile, would go on as if nothing had been.
    /// </summary>
    public bool MayRecover { get; set; }

    /// <summary>Connects and takes the lock.</summary>
    /// <exception cref="MySqlOpsException">FailoverBusy, or any Connect error.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await OpenAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Asks.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="limit">After how long it is killed.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="MySqlOpsException">QueryTimeout past the limit; any error of the statement; FailoverBusy when the lock could not be had again.</exception>
    public async Task<IReadOnlyList<SqlRow>> QueryAsync(string sql, TimeSpan limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(limit);
        var hasGate = false;
        try
        {
            await _gate.WaitAsync(stop.Token).ConfigureAwait(false);
            hasGate = true;
            if (_isLost && !MayRecover)
                throw Lost();
            if (_isLost || _isInterrupted)
                await OpenAsync(ReopenWait, stop.Token).ConfigureAwait(false);
            return await _session!.QueryAsync(sql, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            _isInterrupted |= hasGate;
            cancellationToken.ThrowIfCancellationRequested();
            throw new MySqlOpsException(ErrorId.QueryTimeout, string.Create(CultureInfo.InvariantCulture, $"A statement on {server} took longer than {limit.TotalSeconds:0.###} s and was stopped."), server);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.ConnectionLost)
        {
            _isLost = true;
            throw;
        }
        finally
        {
            if (hasGate)
                _gate.Release();
        }
    }

    /// <summary>The first cell of the first row as text; null when there is none or it is NULL.</summary>
    public async Task<string?> TextAsync(string sql, TimeSpan limit, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync(sql, limit, cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0].FirstTextOrNull();
    }

    /// <summary>Asks the server whether this session holds the lock.</summary>
    /// <exception cref="MySqlOpsException">FailoverLeaseLost.</exception>
    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        bool isOurs;
        try
        {
            isOurs = await TextAsync($"SELECT IS_USED_LOCK({SqlLiteral.Quote(LockName)}) = CONNECTION_ID()", span, cancellationToken).ConfigureAwait(false) == "1";
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.ConnectionLost)
        {
            isOurs = false;
        }

        if (!isOurs)
            throw Lost();
    }

    /// <summary>Says a sign of life, unless a statement runs, which is one. A session that is lost is noticed by who uses it next.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        if (_isLost || _isInterrupted || !await _gate.WaitAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false))
            return;
        try
        {
            await _session!.ExecuteAsync("DO 0", cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is MySqlOpsException or OperationCanceledException)
        {
            _isLost = true;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
            await _session.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    private async Task OpenAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        if (_session is not null)
            await _session.DisposeAsync().ConfigureAwait(false);
        _session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        Facts = _session.Facts;
        await _session.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"SET SESSION wait_timeout = {Math.Max(1, (long)span.TotalSeconds)}, lock_wait_timeout = 1"), cancellationToken).ConfigureAwait(false);
        var got = await _session.TextAsync(string.Create(CultureInfo.InvariantCulture, $"SELECT GET_LOCK({SqlLiteral.Quote(LockName)}, {wait.TotalSeconds:0})"), cancellationToken).ConfigureAwait(false);
        if (got != "1")
            throw new MySqlOpsException(ErrorId.FailoverBusy, $"Somebody else is changing who is primary: session {await HolderAsync(cancellationToken).ConfigureAwait(false)} of {server} has the lock '{LockName}'. Try again when it is done, or end that session with KILL.", server);
        (_isLost, _isInterrupted) = (false, false);
    }

    private MySqlOpsException Lost() =>
        new(ErrorId.FailoverLeaseLost, $"The failover lock of {server} is no longer ours: the session that held it has ended. Look with Get-MySqlReplicaStatus how things are, then try again.", server);

    private async Task<string> HolderAsync(CancellationToken cancellationToken) =>
        await _session!.TextAsync($"SELECT IS_USED_LOCK({SqlLiteral.Quote(LockName)})", cancellationToken).ConfigureAwait(false) ?? "(just ended)";
}
