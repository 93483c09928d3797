using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using MySqlOps.Engine.Connect.Diagnosis;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Connect;

/// <summary>
/// One connection of the data plane: rows as raw bytes, uploads for LOAD DATA LOCAL, and plain statements between them, all in one server session
/// (so that they share a snapshot or a transaction). Statements run one after another. Cancelling one kills it on the server, and
/// after that the session is of no more use.
/// </summary>
/// <remarks>Each session has a thread of its own, which waits for the network. The command time-out does not count here: bulk work takes as long as it takes. A server that vanishes is noticed by TCP's keep-alive.</remarks>
internal sealed class DataSession : IAsyncDisposable
{
    /// <summary>How long a cancelled statement gets to end on the server's word before its connection is dropped.</summary>
    private static readonly TimeSpan KillGrace = TimeSpan.FromMilliseconds(700);

    private static readonly TimeSpan CloseGrace = TimeSpan.FromMilliseconds(300);

    private readonly SessionThread _thread;
    private readonly WireConnection _wire;
    private bool _abandoned;

    private DataSession(MySqlServer server, SessionThread thread, WireConnection wire)
    {
        Server = server;
        _thread = thread;
        _wire = wire;
        ConnectionId = wire.ConnectionId;
    }

    /// <summary>Where the session is connected to.</summary>
    public MySqlServer Server { get; }

    /// <summary>What the server's version can do.</summary>
    public ServerFacts Facts { get; private set; } = null!;

    /// <summary>The server's id of this connection.</summary>
    public long ConnectionId { get; private set; }

    /// <summary>True after a cancellation or a lost connection: the session takes no more statements, and what it had open is rolled back.</summary>
    public bool IsAbandoned => _abandoned;

    /// <summary>
    /// Connects, and sets what our statements rely on: utf8mb4 in and out, UTC, an empty sql_mode, autocommit, no net time-outs that a slow disk would hit.
    /// </summary>
    /// <exception cref="MySqlOpsException">Any Connect error.</exception>
    public static async Task<DataSession> OpenAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        Connector.CheckFiles(server);
        var thread = new SessionThread();
        Socket? socket = null;
        var connect = thread.RunAsync(() => Task.FromResult(Connect(server, opened => Volatile.Write(ref socket, opened))));
        WireConnection wire;
        try
        {
            wire = await connect.WaitAsync(server.ConnectTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Volatile.Read(ref socket)?.Dispose();
            Unattended.Forget(connect);
            thread.Dispose();
            if (e is OperationCanceledException)
                throw;
            throw await ConnectErrors.ExplainAsync(server, e, cancellationToken).ConfigureAwait(false);
        }

        var session = new DataSession(server, thread, wire);
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

    /// <summary>Runs a statement and reads its whole, small result.</summary>
    public async Task<IReadOnlyList<SqlRow>> QueryAsync(string sql, CancellationToken cancellationToken)
    {
        var rows = new CollectedRows();
        await RunAsync(WireConnection.Encode(sql), rows, null, cancellationToken).ConfigureAwait(false);
        return rows.Rows;
    }

    /// <summary>The first cell of the first row as text; null when there is none or it is NULL.</summary>
    public async Task<string?> TextAsync(string sql, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync(sql, cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0].FirstTextOrNull();
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public Task<StatementOutcome> ExecuteAsync(string sql, CancellationToken cancellationToken) =>
        RunAsync(WireConnection.Encode(sql), null, null, cancellationToken);

    /// <summary>Runs a statement given as bytes, which the server reads in the session's character_set_client. Rows that it gives are read and dropped.</summary>
    public Task<StatementOutcome> ExecuteAsync(ReadOnlyMemory<byte> sql, CancellationToken cancellationToken) => RunAsync(sql, null, null, cancellationToken);

    /// <summary>Runs a query and hands its rows to a sink.</summary>
    public Task<StatementOutcome> ReadAsync(string sql, IRowSink sink, CancellationToken cancellationToken) =>
        RunAsync(WireConnection.Encode(sql), sink, null, cancellationToken);

    /// <summary>Runs a LOAD DATA LOCAL INFILE statement and sends it the content.</summary>
    /// <exception cref="MySqlOpsException">The statement failed. An exception of the content's own comes through as it is; the connection is closed then, and the server rolls back.</exception>
    public Task<StatementOutcome> UploadAsync(string loadStatement, Stream content, CancellationToken cancellationToken) =>
        RunAsync(WireConnection.Encode(loadStatement), null, content, cancellationToken);

    /// <summary>Sends a command that is no statement. Cancelling it leaves a session of no more use, as with statements.</summary>
    /// <param name="command">The command's packet.</param>
    /// <param name="read">Reads the answer, to its end or not; the session takes no statement after that.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<T> CommandAsync<T>(ReadOnlyMemory<byte> command, Func<PacketChannel, Task<T>> read, CancellationToken cancellationToken)
    {
        var outcome = await WatchAsync(() => _wire.CommandAsync(command, read), cancellationToken).ConfigureAwait(false);
        Abandon();
        return outcome;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // Saying goodbye to a server that hangs must not hold anybody up.
        var close = Task.Run(_abandoned ? _wire.Abort : _wire.Dispose);
        await close.WaitAsync(CloseGrace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Unattended.Forget(close);
        _thread.Dispose();
    }

    private static WireConnection Connect(MySqlServer server, Action<Socket> opened)
    {
        var socket = ServerSocket.Connect(server, opened);
        var isLocal = server.Socket is not null;
        if (!isLocal)
        {
            socket.NoDelay = true;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        }

        // On loopback nobody else can answer in the server's place.
        var isLoopback = socket.RemoteEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address);
        var account = new WireAccount(server.User, server.Password?.Reveal() ?? "", server.GetServerPublicKey || isLoopback);
        var stream = new NetworkStream(socket, ownsSocket: true);
        if (isLocal || server.Tls.Mode == TlsMode.Disabled)
            return WireConnection.Open(stream, account, null, isLocal);
        using var verification = TlsVerification.Create(server);
        var tls = new WireTls(server.Tls.Mode != TlsMode.Preferred, verification.Options);
        return WireConnection.Open(stream, account, tls, isPrivateLine: false);
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        const string Prepare =
            """
            SET NAMES utf8mb4, SESSION sql_mode = '', SESSION time_zone = '+00:00', SESSION autocommit = 1, SESSION sql_quote_show_create = 1,
                SESSION wait_timeout = 604800, SESSION net_read_timeout = 86400, SESSION net_write_timeout = 86400
            """;
        await ExecuteAsync(Prepare, cancellationToken).ConfigureAwait(false);
        var rows = await QueryAsync("SELECT VERSION() AS version, @@GLOBAL.version_comment AS comment, CONNECTION_ID() AS id", cancellationToken).ConfigureAwait(false);
        Facts = Session.ReadFacts(Server, rows[0]);
        ConnectionId = long.Parse(rows[0].Text("id"), CultureInfo.InvariantCulture);
    }

    // The network is read until the statement ends, by itself or killed; only the sink and the content hear of the cancellation themselves.
    private Task<StatementOutcome> RunAsync(ReadOnlyMemory<byte> sql, IRowSink? sink, Stream? content, CancellationToken cancellationToken) =>
        WatchAsync(() => _wire.RunAsync(sql, sink, content, cancellationToken), cancellationToken);

    private async Task<T> WatchAsync<T>(Func<Task<T>> run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var work = _thread.RunAsync(run);
        try
        {
            return await work.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await InterruptAsync(work).ConfigureAwait(false);
            throw;
        }
        catch (WireException e)
        {
            throw QueryErrors.Translate(Server, e);
        }
        catch (Exception e)
        {
            // The connection is out of step: a result was left half-way, or it is gone.
            Abandon();
            if (e is UploadBrokenException or SinkBrokenException)
                ExceptionDispatchInfo.Throw(e.InnerException!);
            throw QueryErrors.Translate(Server, e);
        }
    }

    private async Task InterruptAsync(Task work)
    {
        _abandoned = true;
        var kill = Task.Run(() => Connector.KillQueryAsync(Server, ConnectionId));

        // Killed, or the server does not answer, or the sink no longer takes anything: either way this connection is done with.
        await Task.WhenAll(kill, work).WaitAsync(KillGrace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Unattended.Forget(work);
        Unattended.Forget(kill);
        Abandon();
    }

    private void Abandon()
    {
        _abandoned = true;
        _wire.Abort();
    }
}
