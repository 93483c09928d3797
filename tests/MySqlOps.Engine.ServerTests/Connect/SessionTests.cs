using System.Diagnostics;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Connect.Drivers;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Connect;

[Collection(ServerCollection.Name)]
public sealed class SessionTests(ServerFixture servers)
{
    private const string Slow = "SELECT SLEEP(60) AS slow_statement_of_a_test";

    private static readonly TimeSpan CancelLimit = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task CancelledStatementReturnsInTime()
    {
        await using var session = await Session.OpenAsync(servers.Server, CancellationToken.None);
        using var cancel = new CancellationTokenSource();
        var work = session.QueryAsync(Slow, cancel.Token);
        await WaitForAsync(servers.Server, running: true);
        var watch = Stopwatch.StartNew();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        Assert.True(watch.Elapsed < CancelLimit, $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task CancelledStatementIsKilledOnTheServer()
    {
        await using var session = await Session.OpenAsync(servers.Server, CancellationToken.None);
        using var cancel = new CancellationTokenSource();
        var work = session.QueryAsync(Slow, cancel.Token);
        await WaitForAsync(servers.Server, running: true);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        await WaitForAsync(servers.Server, running: false);
    }

    [Fact]
    public async Task CancelReturnsInTimeAlsoFromAHungServer()
    {
        var box = (await servers.CreateAsync(1))[0];
        await using var session = await Session.OpenAsync(box.Server, CancellationToken.None);
        using var cancel = new CancellationTokenSource();
        using var hung = await HungProcess.StopAsync(box.ProcessId!.Value);
        var work = session.QueryAsync("SELECT 1", cancel.Token);
        var watch = Stopwatch.StartNew();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        Assert.True(watch.Elapsed < CancelLimit, $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task StatementOverItsTimeIsKilledAndNamed()
    {
        await using var session = await Session.OpenAsync(servers.Server with { CommandTimeout = TimeSpan.FromSeconds(1) }, CancellationToken.None);
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => session.QueryAsync(Slow, CancellationToken.None));
        Assert.Equal(ErrorId.QueryTimeout, error.Id);
    }

    [Fact]
    public async Task KilledConnectionIsLost()
    {
        await using var session = await Session.OpenAsync(servers.Server, CancellationToken.None);
        await using var other = await Session.OpenAsync(servers.Server, CancellationToken.None);
        await other.ExecuteAsync($"KILL {session.ConnectionId}", CancellationToken.None);
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => session.QueryAsync("SELECT 1", CancellationToken.None));
        Assert.Equal(ErrorId.ConnectionLost, error.Id);
    }

    [Fact]
    public async Task RefusedStatementKeepsTheServersNumber()
    {
        await using var session = await Session.OpenAsync(servers.Server, CancellationToken.None);
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => session.QueryAsync("SELECT * FROM no_such_db.t", CancellationToken.None));
        var state = SqlDriver.Current.Name == "MySqlConnector" ? "42000" : null; // MySql.Data keeps it to itself
        Assert.Equal((1049, state, ErrorId.DatabaseMissing), (error.ServerErrorNumber, error.SqlState, error.Id));
    }

    [Fact]
    public async Task StatementCanFollowARefusedOne()
    {
        await using var session = await Session.OpenAsync(servers.Server, CancellationToken.None);
        await Assert.ThrowsAsync<MySqlOpsException>(() => session.QueryAsync("NONSENSE", CancellationToken.None));
        Assert.Equal("1", await session.TextAsync("SELECT 1", CancellationToken.None));
    }

    [Fact]
    public async Task ParameterIsAValueAndNotSql()
    {
        const string Nasty = "'; DROP TABLE x; -- \\ \0 \u6f22";
        await using var session = await Session.OpenAsync(servers.Server, CancellationToken.None);
        var rows = await session.QueryAsync(
            "SELECT @value AS value",
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["value"] = Nasty },
            CancellationToken.None);
        Assert.Equal(Nasty, rows[0].Text("value"));
    }

    [Fact]
    public async Task SessionSpeaksUtcAndPlainSql()
    {
        await using var session = await Session.OpenAsync(servers.Server, CancellationToken.None);
        Assert.Equal("+00:00||1", await session.TextAsync("SELECT CONCAT(@@time_zone, '|', @@sql_mode, '|', @@autocommit)", CancellationToken.None));
    }

    [Fact]
    public async Task OneDeadServerOfFiveIsOneErrorAndFourAnswers()
    {
        var dead = servers.Server with { Port = FreePort.Find() };
        MySqlServer[] five = [servers.Server, servers.Server, dead, servers.Server, servers.Server];
        var outcomes = new List<bool>();
        await foreach (var outcome in Fleet.RunAsync(five, 5, PingAsync, CancellationToken.None))
            outcomes.Add(outcome.Error?.Id == ErrorId.ConnectRefused);
        Assert.Equal([false, false, true, false, false], outcomes);
    }

    private static async Task<string?> PingAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        await using var session = await Session.OpenAsync(server, cancellationToken);
        return await session.TextAsync("SELECT 1", cancellationToken);
    }

    private static async Task WaitForAsync(MySqlServer server, bool running)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var count = await session.TextAsync("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT SLEEP(60)%'", CancellationToken.None);
            if (running == (count != "0"))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        Assert.Fail($"The statement is {(running ? "not" : "still")} running after five seconds.");
    }
}
