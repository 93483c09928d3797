using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Setup;
using MySqlOps.Engine.ServerTests.Replication.Setup;

namespace MySqlOps.Engine.ServerTests.Provisioning;

[Collection(ReplicationCollection.Name)]
public sealed class ProvisioningTests(ReplicationFixture servers)
{
    [Theory]
    [InlineData("Clone")]
    [InlineData("Export")]
    public async Task ReplicaGetsWhatTheSourceHasPurged(string wanted)
    {
        var method = Enum.Parse<ProvisionMethod>(wanted);
        await servers.ResetAsync();
        await ReplicationFixture.RunAsync(
            servers.Source,
            "CREATE USER app@'%' IDENTIFIED BY 'app'",
            "GRANT SELECT ON shop.* TO app@'%'",
            "CREATE EVENT shop.tidy ON SCHEDULE EVERY 1 HOUR DO DELETE FROM shop.t WHERE id > 100",
            "CREATE DATABASE mysqlops",
            "CREATE TABLE mysqlops.kept (id INT PRIMARY KEY)",
            "INSERT INTO mysqlops.kept VALUES (7)",
            "SET GTID_NEXT = 'AUTOMATIC:special'",
            "INSERT INTO shop.t VALUES (4)",
            "SET GTID_NEXT = AUTOMATIC");
        await servers.PurgeAsync();
        var before = await ReplicationFixture.AskAsync(servers.Source, "SELECT @@GLOBAL.gtid_executed");

        var made = await ReplicationFixture.FollowAsync(servers.Source, servers.Replica, new SetupOptions { Provision = method, TestWrite = true });
        await ReplicationFixture.RunAsync(servers.Source, "INSERT INTO shop.t VALUES (5)", "INSERT INTO mysqlops.kept VALUES (8)");

        Assert.Equal(method, made.Provision);
        Assert.True(made is { IsRunning: true, ProvisionBytes: > 0 });
        Assert.Contains(":special:", before, StringComparison.Ordinal);
        await ReplicationFixture.AwaitAsync(servers.Replica, "SELECT GROUP_CONCAT(id ORDER BY id) FROM shop.t", "1,2,3,4,5");
        await ReplicationFixture.AwaitAsync(servers.Replica, "SELECT GROUP_CONCAT(id ORDER BY id) FROM mysqlops.kept", "7,8");
        await ReplicationFixture.AwaitAsync(servers.Replica, "SELECT @@GLOBAL.gtid_executed", await ReplicationFixture.AskAsync(servers.Source, "SELECT @@GLOBAL.gtid_executed"));
        Assert.Equal("1 1", await ReplicationFixture.AskAsync(servers.Replica, "SELECT CONCAT((SELECT COUNT(*) FROM mysql.user WHERE User = 'app'), ' ', @@GLOBAL.super_read_only)"));
        Assert.NotEqual("ENABLED", await ReplicationFixture.AskAsync(servers.Replica, "SELECT STATUS FROM information_schema.EVENTS WHERE EVENT_NAME = 'tidy'"));
        foreach (var server in new[] { servers.Source, servers.Replica })
            Assert.Equal("0", await ReplicationFixture.AskAsync(server, "SELECT COUNT(*) FROM mysql.user WHERE User LIKE 'mysqlops\\_clone%'"));
    }

    [Theory]
    [InlineData(false, "Clone")]
    [InlineData(true, "Export")]
    public async Task AutoTakesTheBestWayThatBothServersCan(bool hasMyIsam, string expected)
    {
        await servers.ResetAsync();
        if (hasMyIsam)
            await ReplicationFixture.RunAsync(servers.Source, "CREATE TABLE shop.old (id INT PRIMARY KEY) ENGINE = MyISAM", "INSERT INTO shop.old VALUES (9)");
        await servers.PurgeAsync();

        var made = await ReplicationFixture.FollowAsync(servers.Source, servers.Second, new SetupOptions());

        Assert.Equal(expected, made.Provision.ToString());
        if (hasMyIsam)
            Assert.Equal("9", await ReplicationFixture.AskAsync(servers.Second, "SELECT id FROM shop.old"));
    }

    [Fact]
    public async Task ReplicaWithDataIsLeftAloneUnlessForced()
    {
        await servers.ResetAsync();
        await servers.PurgeAsync();
        await ReplicationFixture.RunAsync(servers.Replica, "CREATE DATABASE mine");

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ReplicationFixture.FollowAsync(servers.Source, servers.Replica, new SetupOptions { Provision = ProvisionMethod.Export }));
        Assert.Equal("1", await ReplicationFixture.AskAsync(servers.Replica, "SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'mine'"));
        var forced = await ReplicationFixture.FollowAsync(servers.Source, servers.Replica, new SetupOptions { Provision = ProvisionMethod.Export, Force = true });

        Assert.Equal(ErrorId.ReplicationCheckFailed, error.Id);
        Assert.Contains("the database mine", error.Message, StringComparison.Ordinal);
        Assert.True(forced.IsRunning);
        Assert.Equal("0", await ReplicationFixture.AskAsync(servers.Replica, "SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'mine'"));
    }

    [Fact]
    public async Task CloneOfAReplicaDoesNotFollowItsSource()
    {
        await servers.ResetAsync();
        var account = new SetupOptions { ReplicationUser = "tier", IsUserGiven = true, Password = new Secret("Tier-Password-1") };
        await ReplicationFixture.FollowAsync(servers.Source, servers.Replica, account with { TestWrite = true });

        var made = await ReplicationFixture.FollowAsync(servers.Replica, servers.Second, account with { Provision = ProvisionMethod.Clone, Channel = "tier" });

        await ReplicationFixture.RunAsync(servers.Source, "INSERT INTO shop.t VALUES (4)");
        await ReplicationFixture.AwaitAsync(servers.Second, "SELECT GROUP_CONCAT(id ORDER BY id) FROM shop.t", "1,2,3,4");

        Assert.True(made.IsRunning);
        Assert.Equal("1", await ReplicationFixture.AskAsync(servers.Replica, "SELECT @@GLOBAL.super_read_only"));
        Assert.Equal("", await ReplicationFixture.AskAsync(servers.Replica, $"SELECT GTID_SUBTRACT(@@GLOBAL.gtid_executed, '{await ReplicationFixture.AskAsync(servers.Source, "SELECT REPLACE(@@GLOBAL.gtid_executed, '\\n', '')")}')"));
        Assert.Equal("tier", await ReplicationFixture.AskAsync(servers.Second, "SELECT GROUP_CONCAT(CHANNEL_NAME) FROM performance_schema.replication_connection_configuration WHERE HOST NOT IN ('', '<NULL>')"));
        Assert.Equal("0", await ReplicationFixture.AskAsync(servers.Second, "SELECT COUNT(*) FROM performance_schema.persisted_variables WHERE VARIABLE_NAME LIKE 'skip%start'"));
    }

    [Fact]
    public async Task CancelledCloneLeavesNoAccountAndNoDonorAndNoChannel()
    {
        await servers.ResetAsync();
        await servers.PurgeAsync();
        foreach (var server in new[] { servers.Source, servers.Second })
            await InstallCloneAsync(server);
        await ReplicationFixture.RunAsync(servers.Second, "SET GLOBAL clone_delay_after_data_drop = 20", "SET GLOBAL clone_valid_donor_list = 'before:3306'");
        using var cancel = new CancellationTokenSource();
        var observer = new ListeningObserver(saying =>
        {
            if (saying.StartsWith("Clone to", StringComparison.Ordinal))
                cancel.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReplicationFixture.FollowAsync(servers.Source, servers.Second, new SetupOptions { Provision = ProvisionMethod.Clone }, observer, cancel.Token));

        Assert.Equal("0", await ReplicationFixture.AskAsync(servers.Source, "SELECT COUNT(*) FROM mysql.user WHERE User LIKE 'mysqlops\\_clone%'"));
        Assert.Equal("before:3306", await ReplicationFixture.AskAsync(servers.Second, "SELECT @@GLOBAL.clone_valid_donor_list"));
        Assert.Equal("0", await ReplicationFixture.AskAsync(servers.Second, "SELECT COUNT(*) FROM performance_schema.replication_connection_configuration WHERE HOST NOT IN ('', '<NULL>')"));
        await ReplicationFixture.AwaitAsync(servers.Second, "SELECT COUNT(*) FROM performance_schema.processlist WHERE INFO LIKE 'CLONE%'", "0");
        await ReplicationFixture.RunAsync(servers.Second, "SET GLOBAL clone_delay_after_data_drop = 0", "SET GLOBAL clone_valid_donor_list = DEFAULT");
    }

    private static async Task InstallCloneAsync(MySqlServer server)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        await PluginInstaller.RunAsync(session, "clone", "INSTALL PLUGIN clone SONAME 'mysql_clone.so'", CancellationToken.None);
    }
}
