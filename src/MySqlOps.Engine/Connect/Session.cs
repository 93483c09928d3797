using System.Data;
using System.Data.Common;
using MySqlOps.Engine.Connect.Drivers;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Connect;

/// <summary>
/// One connection of the control plane. Statements run one after another; cancelling one kills it on the server
/// (KILL QUERY over a second connection), and after that the session is of no more use.
/// </summary>
internal sealed class Session : IAsyncDisposable
{
    /// <summary>How long a cancelled statement gets to end on the server's word before its connection is dropped.</summary>
    private static readonly TimeSpan KillGrace = TimeSpan.FromMilliseconds(700);

    private static readonly TimeSpan CloseGrace = TimeSpan.FromMilliseconds(300);

    private readonly DbConnection _connection;
    private bool _abandoned;

    private Session(MySqlServer server, DbConnection connection)
    {
        Server = server;
        _connection = connection;
        ConnectionId = SqlDriver.Current.ConnectionId(connection);
    }

    /// <summary>Where the session is connected to.</summary>
    public MySqlServer Server { get; }

    /// <summary>What the server's version can do.</summary>
    public ServerFacts Facts { get; private set; } = null!;

    /// <summary>The server's id of this connection.</summary>
    public long ConnectionId { get; }

    /// <summary>Connects, and sets what our statements rely on: UTC, no sql_mode that changes how SQL is read, autocommit.</summary>
    /// <exception cref="MySqlOpsException">Any Connect error; the cause is found out, not guessed from a text.</exception>
    public static async Task<Session> OpenAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        var connection = await Connector.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        var session = new Session(server, connection);
        try
        {
            await session.PrepareAsync(cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What the server's version can do, from a row with its version and comment.</summary>
    /// <exception cref="MySqlOpsException">ServerUnsupported.</exception>
    public static ServerFacts ReadFacts(MySqlServer server, SqlRow row)
    {
        var text = row.Text("version");
        if (!ServerVersion.TryParse(text, row.TextOrNull("comment") ?? "", out var version))
            throw new MySqlOpsException(ErrorId.ServerUnsupported, $"{server} calls its version '{text}', which is not a MySQL version.", server);
        var facts = new ServerFacts(version);
        return facts.IsSupported
            ? facts
            : throw new MySqlOpsException(ErrorId.ServerUnsupported, $"{server} runs {text}. MySqlOps works with MySQL 8.0.23 and later.", server);
    }

    /// <summary>Runs a statement and reads its whole result.</summary>
    /// <param name="sql">The statement; values as @name.</param>
    /// <param name="parameters">The values, by name without the @.</param>
    /// <param name="cancellationToken">Cancelling kills the statement on the server.</param>
    public Task<IReadOnlyList<SqlRow>> QueryAsync(string sql, IReadOnlyDictionary<string, object?> parameters, CancellationToken cancellationToken) =>
        RunAsync(sql, parameters, Statement.ReadAsync, cancellationToken);

    /// <summary>Runs a statement without values and reads its whole result.</summary>
    public Task<IReadOnlyList<SqlRow>> QueryAsync(string sql, CancellationToken cancellationToken) =>
        QueryAsync(sql, Statement.NoParameters, cancellationToken);

    /// <summary>Runs a statement that gives no rows.</summary>
    public Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken) =>
        RunAsync(sql, Statement.NoParameters, static command => command.ExecuteNonQueryAsync(CancellationToken.None), cancellationToken);

    /// <summary>The first cell of the first row as text; null when there is none or it is NULL.</summary>
    public async Task<string?> TextAsync(string sql, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync(sql, cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0].FirstTextOrNull();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // Saying goodbye to a server that hangs must not hold anybody up.
        var close = Task.Run(async () => await _connection.DisposeAsync().ConfigureAwait(false));
        try
        {
            await close.WaitAsync(_abandoned ? TimeSpan.Zero : CloseGrace).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Unattended.Forget(close);
        }
        catch (Exception e) when (e is DbException or IOException)
        {
            // The connection is gone, which is what was asked for.
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync("SET SESSION sql_mode = '', time_zone = '+00:00', autocommit = 1", cancellationToken).ConfigureAwait(false);
        var rows = await QueryAsync("SELECT VERSION() AS version, @@GLOBAL.version_comment AS comment", cancellationToken).ConfigureAwait(false);
        Facts = ReadFacts(Server, rows[0]);
    }

    private async Task<T> RunAsync<T>(string sql, IReadOnlyDictionary<string, object?> parameters, Func<DbCommand, Task<T>> run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // A driver closes a connection that it has lost, and calls it a fault of the program to use it again.
        if (_connection.State is ConnectionState.Closed or ConnectionState.Broken)
            throw QueryErrors.Lost(Server);
        var command = Statement.Create(_connection, sql, parameters);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (Server.CommandTimeout > TimeSpan.Zero)
            limit.CancelAfter(Server.CommandTimeout);

        // On a task of its own, because a driver may block in what it calls asynchronous.
        var work = Task.Run(() => run(command), CancellationToken.None);
        try
        {
            var result = await work.WaitAsync(limit.Token).ConfigureAwait(false);
            await command.DisposeAsync().ConfigureAwait(false);
            return result;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            await InterruptAsync(work).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw new MySqlOpsException(
                ErrorId.QueryTimeout,
                $"A statement on {Server} took longer than the command time-out of {Server.CommandTimeout.TotalSeconds:0.#} s and was stopped. Raise the time-out or look at what the server is busy with.",
                Server);
        }
        catch (Exception e) when (e is not MySqlOpsException)
        {
            throw QueryErrors.Translate(Server, e);
        }
    }

    private async Task InterruptAsync(Task work)
    {
        _abandoned = true;
        var kill = Task.Run(() => Connector.KillQueryAsync(Server, ConnectionId));

        // Killed, or the server does not answer: either way this connection is done with, and whatever it or a driver throws now says nothing.
        await Task.WhenAll(kill, work).WaitAsync(KillGrace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Unattended.Forget(work);
        Unattended.Forget(kill);
    }
}
