using System.Net;
using System.Net.Sockets;

namespace MySqlOps.Engine.ServerTests.Connect;

/// <summary>A port on loopback that nobody listens on.</summary>
public static class FreePort
{
    /// <summary>Finds one.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
