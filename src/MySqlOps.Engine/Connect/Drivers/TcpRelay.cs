using System.Net;
using System.Net.Sockets;

namespace MySqlOps.Engine.Connect.Drivers;

/// <summary>
/// A connection to a server by way of a socket of our own, so that it can be ended while a driver is stuck in it: one that gives no hold on its own socket. It is for one connection, and ends with it.
/// </summary>
internal sealed class TcpRelay : IDisposable
{
    private const int BufferBytes = 65536;

    private readonly Socket _server;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _deadline;

    private TcpRelay(Socket server, TimeSpan deadline)
    {
        _server = server;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1);
        _deadline = new CancellationTokenSource(deadline);
        Unattended.Forget(Task.Run(RunAsync));
    }

    /// <summary>The port on 127.0.0.1 that the driver is to connect to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Connects to the server.</summary>
    /// <param name="server">The server.</param>
    /// <param name="deadline">After how long it ends itself, unless <see cref="Settle"/> is called.</param>
    /// <exception cref="SocketException">The server is not to be reached.</exception>
    /// <exception cref="TimeoutException">It does not answer in time.</exception>
    public static async Task<TcpRelay> OpenAsync(MySqlServer server, TimeSpan deadline)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var limit = new CancellationTokenSource(deadline);
            await socket.ConnectAsync(server.Host, server.Port, limit.Token).ConfigureAwait(false);
            return new TcpRelay(socket, deadline);
        }
        catch (OperationCanceledException e)
        {
            socket.Dispose();
            throw new TimeoutException($"{server} does not answer.", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The driver is connected: there is no deadline any more.</summary>
    public void Settle()
    {
        try
        {
            _deadline.CancelAfter(Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The server has ended it already; the driver will notice.
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _listener.Dispose();
        _server.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            using var driver = await _listener.AcceptAsync(_deadline.Token).ConfigureAwait(false);
            driver.NoDelay = true;
            _listener.Dispose();
            await Task.WhenAny(PumpAsync(driver, _server), PumpAsync(_server, driver)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The driver has given up, or the time is over.
        }
        finally
        {
            Dispose();
            _deadline.Dispose();
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            while (await from.ReceiveAsync(buffer, _deadline.Token).ConfigureAwait(false) is > 0 and var count)
            {
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _deadline.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side has ended it.
        }
    }
}
