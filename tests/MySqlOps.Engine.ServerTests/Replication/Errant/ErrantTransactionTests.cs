using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Errant;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.ServerTests.Compare.Rows;

namespace MySqlOps.Engine.ServerTests.Replication.Errant;

/// <summary>Errant transactions are found on the server where they were made, told by what they changed, and repaired.</summary>
public sealed class ErrantTransactionTests(ChainFixture chain) : IClassFixture<ChainFixture>, IAsyncLifetime
{
    private const string Shared = "11111111-1111-1111-1111-111111111111:1";

    private static readonly string[] Changes =
    [
        "BEGIN", "INSERT INTO shop.orders VALUES (1, 'x', '{\"a\": 1}'), (2, REPEAT('x', 280), NULL)", "INSERT INTO shop.items VALUES (1)", "UPDATE shop.orders SET note = 'y'", "DELETE FROM shop.orders WHERE id = 2", "COMMIT",
        "CREATE TABLE shop.extra (a INT PRIMARY KEY) SELECT 1 AS a UNION SELECT 2",
        "CREATE USER bob@localhost IDENTIFIED BY 'very-Secret1'",
        "SET GTID_NEXT = 'AUTOMATIC:fix'", "INSERT INTO shop.extra VALUES (7)", "SET GTID_NEXT = 'AUTOMATIC'",
        "SET binlog_transaction_compression = ON", "INSERT INTO shop.extra VALUES (8), (9)", "SET binlog_transaction_compression = OFF",
        "SET binlog_row_value_options = PARTIAL_JSON", "UPDATE shop.orders SET j = JSON_SET(j, '$.a', 2)",
    ];

    private readonly List<MySqlOpsException> _errors = [];
    private MySqlServer _top = null!;
    private MySqlServer _middle = null!;
    private MySqlServer _bottom = null!;

    public Task InitializeAsync()
    {
        (_top, _middle, _bottom) = (chain.Servers[0], chain.Servers[1], chain.Servers[2]);
        return chain.ResetAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task EachIsToldWithItsTablesAndRowsWhereItWasMade()
    {
        await ChainFixture.RunAsync(_middle, Changes);
        await ChainFixture.RunAsync(_bottom, "STOP REPLICA", $"SET GTID_NEXT = '{Shared}'", "BEGIN", "COMMIT");
        var found = await FindAsync([.. chain.Servers]);

        // The bottom has the middle's too, but those are on a server above it.
        Assert.Equal(
            [
                "Dml shop.orders (2 inserted, 2 updated, 1 deleted); shop.items (1 inserted)",
                "Ddl CREATE TABLE `shop`.`extra` ( `a` int NOT NULL, PRIMARY KEY (`a`) ) START TRANSACTION; shop.extra (2 inserted)",
                "Ddl CREATE USER 'bob'@'localhost' IDENTIFIED WITH 'caching_sha2_password' AS '***'",
                "Dml shop.extra (1 inserted)",
                "Dml shop.extra (2 inserted)",
                "Dml shop.orders (1 updated)",
            ],
            found.Where(one => one.Server == _middle).Select(static one => $"{one.Kind} {one.Change}"));
        Assert.Contains(":fix:1", found[3].Gtid, StringComparison.Ordinal);
        Assert.All(found, one => Assert.Equal(_top.Port, one.Source.Port));
        var empty = Assert.Single(found, one => one.Server == _bottom);
        Assert.Equal((Shared, ErrantKind.Empty, (bool?)true), (empty.Gtid, empty.Kind, empty.IsEmpty));
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task OneThatIsOnSeveralReplicasIsToldOfEach()
    {
        foreach (var server in new[] { _middle, _bottom })
            await ChainFixture.RunAsync(server, "STOP REPLICA", $"SET GTID_NEXT = '{Shared}'", "INSERT INTO shop.items VALUES (5)", "SET GTID_NEXT = 'AUTOMATIC'");
        var found = await FindAsync(new ErrantOptions { Sources = [_top] }, _middle, _bottom);
        Assert.Equal([(_middle, Shared), (_bottom, Shared)], found.Select(static one => (one.Server, one.Gtid)));
        Assert.Equal(GtidSet.Parse(Shared), Union(found));
    }

    [Fact]
    public async Task WhatIsNoLongerInTheLogsIsNamedAndNotGuessed()
    {
        await ChainFixture.RunAsync(_middle, "INSERT INTO shop.items VALUES (1)", "INSERT INTO shop.items VALUES (2)", "FLUSH BINARY LOGS", "INSERT INTO shop.items VALUES (3)");
        await WaitForAsync(_bottom, _middle);
        var log = await TextAsync(_middle, "SELECT SUBSTRING_INDEX(LOG_FILE, '/', -1) FROM (SELECT JSON_UNQUOTE(LOCAL->'$.binary_log_file') AS LOG_FILE FROM performance_schema.log_status) AS status");
        await ChainFixture.RunAsync(_middle, $"PURGE BINARY LOGS TO '{log}'");
        var found = await FindAsync(_top, _middle);
        Assert.Equal([(ErrantKind.Unknown, 2L), (ErrantKind.Dml, 1L)], found.Select(static one => (one.Kind, one.TransactionCount)));
        Assert.Contains("no longer in the binary logs", found[0].Note, StringComparison.Ordinal);
        Assert.EndsWith(":1-2", found[0].Gtid, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RepairMakesTheStateCleanAndLeavesTheRows()
    {
        await ChainFixture.RunAsync(_middle, Changes);
        await ChainFixture.RunAsync(_middle, $"SET GTID_NEXT = '{Shared}'", "BEGIN", "COMMIT", "SET GTID_NEXT = 'AUTOMATIC'");
        await ChainFixture.RunAsync(_top, "SET GLOBAL super_read_only = 1");
        var found = await FindAsync(_top, _middle);
        var repairer = new ErrantRepairer(SilentObserver.Instance);
        var plan = await ErrantRepairer.PlanAsync(_top, Union(found), found, CancellationToken.None);
        Assert.Equal((found.Count, null), (plan.Missing.Count, plan.Refusal));
        var repair = await repairer.RunAsync(plan, CancellationToken.None);
        Assert.Equal((ErrantRepairStatus.Injected, (long)found.Count), (repair.Status, repair.TransactionCount));
        Assert.Contains("shop.orders (2 inserted, 3 updated, 1 deleted)", Assert.Single(repair.LeftOnReplica), StringComparison.Ordinal);

        await chain.CatchUpAsync();
        Assert.Empty(await FindAsync([.. chain.Servers]));
        Assert.Equal("1", await TextAsync(_middle, "SELECT COUNT(*) FROM shop.orders"));
        Assert.Equal("0", await TextAsync(_top, "SELECT COUNT(*) FROM shop.orders"));

        // Again: nothing is left to do, and the source gives out names of its own as before.
        var again = await repairer.RunAsync(await ErrantRepairer.PlanAsync(_top, Union(found), found, CancellationToken.None), CancellationToken.None);
        Assert.Equal((ErrantRepairStatus.Unchanged, (long)found.Count), (again.Status, again.AlreadyThere));
        await ChainFixture.RunAsync(_top, "SET GLOBAL super_read_only = 0, GLOBAL read_only = 0", "INSERT INTO shop.items VALUES (99)");
        await chain.CatchUpAsync();
        Assert.Empty(await FindAsync([.. chain.Servers]));
    }

    [Fact]
    public async Task NothingIsErrantUnderAWriteLoad()
    {
        await ChainFixture.RunAsync(_top, [$"DROP DATABASE IF EXISTS {RowScene.Database}", $"CREATE DATABASE {RowScene.Database}", $"USE {RowScene.Database}", .. WriteLoad.Table.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]);
        await using var load = WriteLoad.Start(_top, 2);
        for (var i = 0; i < 15; i++)
            Assert.Empty(await FindAsync([.. chain.Servers]));
        Assert.True(load.Statements > 0);
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task InARingWhatAServerMadeItselfIsOnItsWay()
    {
        await ChainFixture.RunAsync(
            _top,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = {_bottom.Port}, SOURCE_USER = 'follower', SOURCE_PASSWORD = 'follower-Pw1', SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1"));
        await ChainFixture.RunAsync(_top, "START REPLICA IO_THREAD");
        await WaitForSourceAsync(_top);
        await ChainFixture.RunAsync(_bottom, "STOP REPLICA", "INSERT INTO shop.items VALUES (1)", $"SET GTID_NEXT = '{Shared}'", "BEGIN", "COMMIT", "SET GTID_NEXT = 'AUTOMATIC'");
        Assert.Equal(Shared, Assert.Single(await FindAsync([.. chain.Servers])).Gtid);
    }

    [Fact]
    public async Task AServerWithoutASourceIsSaidToHaveNone()
    {
        Assert.Empty(await FindAsync(_top));
        Assert.Equal(ErrorId.ErrantSourceMissing, Assert.Single(_errors).Id);
    }

    [Fact]
    public async Task ASourceThatCantBeAskedIsAnErrorAndNoGuess()
    {
        await ChainFixture.RunAsync(_middle, "INSERT INTO shop.items VALUES (1)");
        var other = await AccountAsync("lonely", _middle, "REPLICATION CLIENT, REPLICATION SLAVE");
        Assert.Empty(await FindAsync(other));
        var error = Assert.Single(_errors);
        Assert.Equal(ErrorId.ConnectAccessDenied, error.Id);
        Assert.Contains("A server above", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingPrivilegeIsNamedAndTheNamesAreToldAllTheSame()
    {
        await ChainFixture.RunAsync(_middle, "INSERT INTO shop.items VALUES (1)");
        var bare = await AccountAsync("bare", _middle, "");
        Assert.Empty(await FindAsync(bare));
        AssertMissing("REPLICATION CLIENT");

        var found = Assert.Single(await FindAsync(new ErrantOptions { Sources = [_top] }, bare));
        Assert.Equal(ErrantKind.Unknown, found.Kind);
        AssertMissing("REPLICATION SLAVE");

        found = Assert.Single(await FindAsync(new ErrantOptions { Sources = [_top], NamesOnly = true }, bare));
        Assert.Equal(1, found.TransactionCount);
        Assert.Empty(_errors);

        var reader = await AccountAsync("reader", _middle, "REPLICATION SLAVE");
        Assert.Equal("shop.items (1 inserted)", Assert.Single(await FindAsync(new ErrantOptions { Sources = [_top] }, reader)).Change);
        Assert.Empty(_errors);
    }

    [Theory]
    [InlineData("", $"{Shared}", "REPLICATION_APPLIER")]
    [InlineData("REPLICATION_APPLIER", "11111111-1111-1111-1111-111111111111:fix:1", "TRANSACTION_GTID_TAG")]
    public async Task ARepairNamesThePrivilegeThatItLacks(string granted, string gtid, string missing)
    {
        var account = await AccountAsync("mender", _top, granted);
        var repairer = new ErrantRepairer(SilentObserver.Instance);
        var plan = await ErrantRepairer.PlanAsync(account, GtidSet.Parse(gtid), [], CancellationToken.None);
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => repairer.RunAsync(plan, CancellationToken.None));
        Assert.Equal(ErrorId.PrivilegeMissing, error.Id);
        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
        await ChainFixture.RunAsync(_top, "SET SESSION sql_log_bin = 0", $"GRANT {missing} ON *.* TO mender@'%'");
        Assert.Equal(1, (await repairer.RunAsync(plan, CancellationToken.None)).TransactionCount);
    }

    private static GtidSet Union(IEnumerable<MySqlErrantTransaction> found) => found.Aggregate(GtidSet.Empty, static (set, one) => set.Union(GtidSet.Parse(one.Gtid)));

    private static async Task<string?> TextAsync(MySqlServer server, string query)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        return await session.TextAsync(query, CancellationToken.None);
    }

    private static async Task WaitForAsync(MySqlServer server, MySqlServer source)
    {
        var gtids = await TextAsync(source, "SELECT @@GLOBAL.gtid_executed");
        Assert.Equal("0", await TextAsync(server, $"SELECT WAIT_FOR_EXECUTED_GTID_SET('{gtids}', 30)"));
    }

    /// <summary>Waits until a replica has reached its source, and so knows its UUID.</summary>
    private static async Task WaitForSourceAsync(MySqlServer server)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (await TextAsync(server, "SELECT SERVICE_STATE FROM performance_schema.replication_connection_status") != "ON")
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{server} never reached its source.");
    }

    /// <summary>An account on one server, kept out of its log.</summary>
    private static async Task<MySqlServer> AccountAsync(string user, MySqlServer server, string privileges)
    {
        await ChainFixture.RunAsync(server, "SET SESSION sql_log_bin = 0", $"DROP USER IF EXISTS {user}@'%'", $"CREATE USER {user}@'%' IDENTIFIED BY 'a-Pw1'", privileges.Length == 0 ? "DO 0" : $"GRANT {privileges} ON *.* TO {user}@'%'");
        return (server with { User = user }).WithPassword("a-Pw1");
    }

    private Task<IReadOnlyList<MySqlErrantTransaction>> FindAsync(params MySqlServer[] servers) => FindAsync(new ErrantOptions(), servers);

    private async Task<IReadOnlyList<MySqlErrantTransaction>> FindAsync(ErrantOptions options, params MySqlServer[] servers)
    {
        _errors.Clear();
        var found = new List<MySqlErrantTransaction>();
        await foreach (var one in new ErrantFinder(options, SilentObserver.Instance, _errors.Add).FindAsync(servers, CancellationToken.None))
            found.Add(one);
        return found;
    }

    private void AssertMissing(string privilege)
    {
        var error = Assert.Single(_errors);
        Assert.Equal(ErrorId.PrivilegeMissing, error.Id);
        Assert.Contains(privilege, error.Message, StringComparison.Ordinal);
    }
}
