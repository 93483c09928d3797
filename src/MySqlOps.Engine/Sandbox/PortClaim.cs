using System.Globalization;
using System.Net.Sockets;
using System.Net;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Sandbox;

/// <summary>A port that this process alone is working on, among all that make and clear away sandboxes.</summary>
internal sealed class PortClaim : IDisposable
{
    private readonly FileLock _lock;

    private PortClaim(int port, FileLock fileLock)
    {
        Port = port;
        _lock = fileLock;
    }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>Claims a port.</summary>
    /// <param name="claims">The folder of the lock files.</param>
    /// <param name="port">The port.</param>
    /// <returns>Null when another process works on it.</returns>
    public static PortClaim? TryTake(string claims, int port)
    {
        PrivateFile.CreateFolder(claims);
        var fileLock = FileLock.TryAcquire(Path.Combine(claims, $"{port.ToString(CultureInfo.InvariantCulture)}.lock"));
        return fileLock is null ? null : new PortClaim(port, fileLock);
    }

    /// <summary>True when nothing listens on the port of loopback.</summary>
    public bool IsFree()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, Port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _lock.Dispose();
}
