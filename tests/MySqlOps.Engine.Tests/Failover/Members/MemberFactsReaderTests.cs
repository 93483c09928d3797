using System.Net;
using System.Net.Sockets;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Failover.Members;

public sealed class MemberFactsReaderTests
{
    /// <summary>However little time there was: that nothing listens is what proves that a server is down.</summary>
    [Fact]
    public async Task PortWhereNothingListensIsRefusedAlsoWhenTheTimeIsOver()
    {
        using var listener = Listen();
        var server = At(listener);
        listener.Dispose();

        Assert.Equal(ErrorId.ConnectRefused, await AskAsync(server));
    }

    [Fact]
    public async Task ServerThatSaysNothingDidNotAnswer()
    {
        using var listener = Listen();

        Assert.Equal(ErrorId.QueryTimeout, await AskAsync(At(listener)));
    }

    private static Socket Listen()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }

    private static MySqlServer At(Socket listener) => new() { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndPoint!).Port, User = "root" };

    private static async Task<ErrorId?> AskAsync(MySqlServer server) => (await MemberFactsReader.ReadAsync([server], TimeSpan.FromTicks(1), CancellationToken.None))[0].ErrorId;
}
