using System.Net;
using System.Net.Sockets;

namespace MySqlOps.Engine.ServerTests.Servers;

/// <summary>A way to a server that can be cut: held up in one direction or both, or refused.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly IPEndPoint _target;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Socket> _sockets = [];
    private readonly Lock _lock = new();
    private TaskCompletionSource _toServer = Passable();
    private TaskCompletionSource _toClient = Passable();
    private Socket _listener;
    private Task _accepting;

    /// <summary>Begins to listen.</summary>
    /// <param name="port">The server's port on this machine.</param>
    public TcpProxy(int port)
    {
        _target = new IPEndPoint(IPAddress.Loopback, port);
        _listener = Listen(0);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>The port that it listens on.</summary>
    public int Port { get; }

    /// <summary>Holds up what is sent; connections are still taken, as the system of a host takes them whose server hangs.</summary>
    public void Hold(bool toServer = true, bool toClient = true)
    {
        lock (_lock)
        {
            if (toServer && _toServer.Task.IsCompleted)
                _toServer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (toClient && _toClient.Task.IsCompleted)
                _toClient = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Takes no more connections, and breaks those that there are.</summary>
    public async Task RefuseAsync()
    {
        _listener.Dispose();
        await _accepting;
        lock (_lock)
        {
            _sockets.ForEach(static socket => socket.Dispose());
            _sockets.Clear();
        }
    }

    /// <summary>Lets everything pass again, what was held up too.</summary>
    public void Open()
    {
        lock (_lock)
        {
            _toServer.TrySetResult();
            _toClient.TrySetResult();
        }

        if (_accepting.IsCompleted)
        {
            _listener = Listen(Port);
            _accepting = AcceptAsync(_listener);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await RefuseAsync();
        Open();
        await RefuseAsync();
        _stop.Dispose();
    }

    private static TaskCompletionSource Passable()
    {
        var gate = new TaskCompletionSource();
        gate.SetResult();
        return gate;
    }

    private static Socket Listen(int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen();
        return listener;
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
                _ = ConnectAsync(await listener.AcceptAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is to refuse.
        }
    }

    private async Task ConnectAsync(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        lock (_lock)
            _sockets.AddRange([client, server]);
        try
        {
            await server.ConnectAsync(_target);
            await Task.WhenAny(PumpAsync(client, server, () => _toServer), PumpAsync(server, client, () => _toClient));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The server is gone, and so is the connection.
        }

        client.Dispose();
        server.Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to, Func<TaskCompletionSource> gate)
    {
        var buffer = new byte[16384];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
            {
                await gate().Task.WaitAsync(_stop.Token);
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _stop.Token);
            }

            // What was cut off does not learn of the other side's end either.
            await gate().Task.WaitAsync(_stop.Token);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side is gone; the other follows.
        }
    }
}
