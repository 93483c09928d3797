using System.Net;
using System.Net.Sockets;

namespace MySqlOps.Engine.Connect;

/// <summary>The bare connection to a server, below its protocol.</summary>
internal static class ServerSocket
{
    /// <summary>A connected socket; the caller closes it.</summary>
    /// <exception cref="SocketException">Nobody answered at any of the addresses.</exception>
    public static async Task<Socket> ConnectAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        if (server.Socket is { } path)
        {
            var local = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await ConnectAsync(local, new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return local;
        }

        // Every address in turn, as the drivers do: localhost may be ::1 and 127.0.0.1 with a server on one of them.
        var addresses = await Dns.GetHostAddressesAsync(server.Host, cancellationToken).ConfigureAwait(false);
        SocketException? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await ConnectAsync(socket, new IPEndPoint(address, server.Port), cancellationToken).ConfigureAwait(false);
                return socket;
            }
            catch (SocketException e)
            {
                last = e;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static async Task ConnectAsync(Socket socket, EndPoint endPoint, CancellationToken cancellationToken)
    {
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A connected socket that blocks; the caller closes it.</summary>
    /// <remarks>A socket that was ever used asynchronously never truly blocks again, and each read of it costs hops between threads.</remarks>
    /// <param name="server">Where to.</param>
    /// <param name="opened">Is told of each socket before it connects, so that somebody else can close it.</param>
    /// <exception cref="SocketException">Nobody answered at any of the addresses.</exception>
    public static Socket Connect(MySqlServer server, Action<Socket> opened)
    {
        if (server.Socket is { } path)
            return Connect(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(path), opened);
        SocketException? last = null;
        foreach (var address in Dns.GetHostAddresses(server.Host))
        {
            try
            {
                return Connect(new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp), new IPEndPoint(address, server.Port), opened);
            }
            catch (SocketException e)
            {
                last = e;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static Socket Connect(Socket socket, EndPoint endPoint, Action<Socket> opened)
    {
        opened(socket);
        try
        {
            socket.Connect(endPoint);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
