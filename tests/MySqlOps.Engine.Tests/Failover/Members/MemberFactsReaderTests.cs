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
    public async Task PortWhereNothingListensIsRefusedAlsoWhenTheServersOwnTimeIsOver()
    {
        using var listener = Listen();
        var server = At(listener) with { ConnectTimeout = TimeSpan.FromTicks(1) };
        listener.Dispose();

        Assert.Equal(ErrorId.ConnectRefused, await AskAsync(server, TimeSpan.FromMinutes(1)));
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

    private static Task<ErrorId?> AskAsync(MySqlServer server) => AskAsync(server, TimeSpan.FromTicks(1));

    private static async Task<ErrorId?> AskAsync(MySqlServer server, TimeSpan deadline) => (await MemberFactsReader.ReadAsync([server], deadline, CancellationToken.None))[0].ErrorId;
}
