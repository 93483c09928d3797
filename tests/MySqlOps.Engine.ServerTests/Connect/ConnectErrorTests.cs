using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Connect;

[Collection(ServerCollection.Name)]
public sealed class ConnectErrorTests(ServerFixture servers)
{
    [Fact]
    public async Task WrongPasswordIsAccessDenied() =>
        await AssertFailsAsync(ErrorId.ConnectAccessDenied, servers.Server.WithPassword("not the password"), 1045);

    [Fact]
    public async Task UnknownUserIsAccessDenied() =>
        await AssertFailsAsync(ErrorId.ConnectAccessDenied, servers.Server with { User = "nobody_of_that_name" }, 1045);

    [Fact]
    public async Task LockedAccountIsNamed() =>
        await AssertFailsAsync(ErrorId.ConnectAccountLocked, await TestAccounts.CreateAsync(servers.Sandbox, "locked", "ACCOUNT LOCK"), 3118);

    [Fact]
    public async Task ExpiredPasswordIsNamed()
    {
        var server = await TestAccounts.CreateAsync(servers.Sandbox, "expired", "PASSWORD EXPIRE");
        var error = await FailureAsync(server);
        Assert.Equal(ErrorId.ConnectPasswordExpired, error.Id);
    }

    [Fact]
    public async Task AccountWithoutFreeConnectionIsNamed()
    {
        var server = await TestAccounts.CreateAsync(servers.Sandbox, "onlyone", "WITH MAX_USER_CONNECTIONS 1");
        await using var first = await Session.OpenAsync(server, CancellationToken.None);
        await AssertFailsAsync(ErrorId.ConnectTooManyConnections, server, 1226);
    }

    [Fact]
    public async Task FullServerIsNamed()
    {
        var full = (await servers.CreateAsync(1, "max_connections=1"))[0];
        var server = await TestAccounts.CreateAsync(full, "ordinary");
        await using var first = await OpenWhenFreeAsync(server);
        await AssertFailsAsync(ErrorId.ConnectTooManyConnections, server, 1040);
    }

    [Fact]
    public async Task StoppedServerIsRefused()
    {
        var box = (await servers.CreateAsync(1))[0];
        await new SandboxControl(SilentObserver.Instance).StopAsync(box.Path, kill: false, CancellationToken.None);
        await AssertFailsAsync(ErrorId.ConnectRefused, box.Server, null);
    }

    [Fact]
    public async Task MissingSocketIsRefused() =>
        await AssertFailsAsync(ErrorId.ConnectRefused, servers.Server with { Socket = "/nowhere/mysqld.sock" }, null);

    [Fact]
    public async Task UnknownHostIsNamed() =>
        await AssertFailsAsync(ErrorId.ConnectUnknownHost, servers.Server with { Host = "no-such-host.invalid" }, null);

    [Fact]
    public async Task HungServerTimesOut()
    {
        var box = (await servers.CreateAsync(1))[0];
        using var hung = await HungProcess.StopAsync(box.ProcessId!.Value);
        await AssertFailsAsync(ErrorId.ConnectTimeout, box.Server with { ConnectTimeout = TimeSpan.FromSeconds(2) }, null);
    }

    [Fact]
    public async Task XProtocolPortIsNotMySql()
    {
        var port = FreePort.Find();
        var box = (await servers.CreateAsync(1, "mysqlx=1", $"mysqlx_port={port.ToString(CultureInfo.InvariantCulture)}", "mysqlx_bind_address=127.0.0.1"))[0];
        var error = await FailureAsync(box.Server with { Port = port, ConnectTimeout = TimeSpan.FromSeconds(3) });
        Assert.True(error.Id is ErrorId.ConnectNotMySql, $"{error.Id}: {error.Message}");
    }

    [Fact]
    public async Task NoAccountForTheHostIsNamed()
    {
        var box = (await servers.CreateAsync(1))[0];

        // Every account moves to a host that none has.
        await ClientProgram.QueryAsync(box, "UPDATE mysql.user SET Host = '192.0.2.1'; FLUSH PRIVILEGES;");
        await AssertFailsAsync(ErrorId.ConnectHostNotAllowed, box.Server with { Socket = null }, 1130);
    }

    private static async Task<Session> OpenWhenFreeAsync(MySqlServer server)
    {
        // The client program that made the account may still be leaving.
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await Session.OpenAsync(server, CancellationToken.None);
            }
            catch (MySqlOpsException e) when (e.Id == ErrorId.ConnectTooManyConnections && attempt < 50)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private static async Task AssertFailsAsync(ErrorId id, MySqlServer server, int? number)
    {
        var error = await FailureAsync(server);
        Assert.Equal((id, number), (error.Id, error.ServerErrorNumber));
    }

    private static async Task<MySqlOpsException> FailureAsync(MySqlServer server) =>
        await Assert.ThrowsAsync<MySqlOpsException>(async () =>
        {
            await using var session = await Session.OpenAsync(server, CancellationToken.None);
        });
}
