using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Provisioning;
using MySqlOps.Engine.Replication.Setup;
using MySqlOps.Engine.ServerTests.Connect;
using MySqlOps.Engine.ServerTests.Replication.Setup;

namespace MySqlOps.Engine.ServerTests.Provisioning;

[Collection(ReplicationCollection.Name)]
public sealed class ReplicationBuilderTests(ReplicationFixture servers)
{
    private const string Rows = "SELECT GROUP_CONCAT(id ORDER BY id) FROM shop.t";

    [Fact]
    public async Task TwoReplicasAtOnceFollowAndTheSecondRunChangesNothing()
    {
        await servers.ResetAsync();
        using var builder = new ReplicationBuilder(servers.Source, new SetupOptions { TestWrite = true, Password = ReplicationAccount.MakePassword(), IsPasswordGenerated = true }, SilentObserver.Instance, TimeProvider.System);
        SetupPlan[] plans = [await builder.PlanAsync(servers.Replica, CancellationToken.None), await builder.PlanAsync(servers.Second, CancellationToken.None)];

        var made = await Task.WhenAll(plans.Select(plan => builder.RunAsync(plan, CancellationToken.None)));
        var again = await ReplicationFixture.FollowAsync(servers.Source, servers.Replica, new SetupOptions());

        Assert.All(made, static one => Assert.True(one is { IsChanged: true, IsRunning: true, WriteLatency: not null, Provision: ProvisionMethod.None }));
        Assert.True(again is { IsChanged: false, IsRunning: true });
        Assert.Empty(again.Changes);
        foreach (var replica in new[] { servers.Replica, servers.Second })
        {
            await ReplicationFixture.AwaitAsync(replica, Rows, "1,2,3");
            Assert.Equal("1", await ReplicationFixture.AskAsync(replica, "SELECT @@GLOBAL.super_read_only"));
            Assert.Equal("86400 1 1.000 4", await ReplicationFixture.AskAsync(replica, "SELECT CONCAT_WS(' ', CONNECTION_RETRY_COUNT, CONNECTION_RETRY_INTERVAL, HEARTBEAT_INTERVAL, @@GLOBAL.replica_net_timeout) FROM performance_schema.replication_connection_configuration WHERE CHANNEL_NAME = ''"));
            await ReplicationFixture.AwaitAsync(replica, "SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'mysqlops'", "0");
        }
    }

    [Fact]
    public async Task AccountHasNothingButReplicationSlave()
    {
        await servers.ResetAsync();
        await ReplicationFixture.FollowAsync(servers.Source, servers.Replica, new SetupOptions());

        Assert.Equal("GRANT REPLICATION SLAVE ON *.* TO `mysqlops_replication`@`127.0.0.1`", await ReplicationFixture.AskAsync(servers.Source, "SHOW GRANTS FOR mysqlops_replication@'127.0.0.1'"));
    }

    [Theory]
    [InlineData("port", ErrorId.ReplicationSourceUnreachable)]
    [InlineData("host", ErrorId.ReplicationSourceUnreachable)]
    [InlineData("password", ErrorId.ReplicationLoginFailed)]
    [InlineData("authorities", ErrorId.ReplicationTlsFailed)]
    public async Task WhatFailsOnTheWayToTheSourceIsNamedAndLeavesNothing(string what, ErrorId id)
    {
        await servers.ResetAsync();
        await ReplicationFixture.RunAsync(servers.Source, "CREATE USER repl@'127.0.0.1' IDENTIFIED BY 'right'", "GRANT REPLICATION SLAVE ON *.* TO repl@'127.0.0.1'");
        var options = new SetupOptions { ReplicationUser = "repl", IsUserGiven = true, Password = new Secret("right") };
        var source = servers.Source;
        switch (what)
        {
            case "port":
                options = options with { SourcePort = 1 };
                break;
            case "host":
                options = options with { SourceHost = "nowhere.invalid" };
                break;
            case "password":
                options = options with { Password = new Secret("wrong") };
                break;
            default:
                var authorities = Path.Combine(servers.Sandboxes[0].Path, "data", "ca.pem");
                source = source with { Tls = new TlsSettings { Mode = TlsMode.VerifyCA, CaFile = authorities } };
                options = options with { CaFile = "/nowhere/ca.pem" };
                break;
        }

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ReplicationFixture.FollowAsync(source, servers.Replica, options));

        Assert.Equal(id, error.Id);
        Assert.DoesNotContain("right", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("0", await ReplicationFixture.AskAsync(servers.Replica, "SELECT COUNT(*) FROM performance_schema.replication_connection_configuration WHERE HOST NOT IN ('', '<NULL>')"));
        Assert.Equal("0", await ReplicationFixture.AskAsync(servers.Replica, "SELECT @@GLOBAL.super_read_only"));
    }

    [Fact]
    public async Task AccountWithoutReplicationSlaveIsTheReceiversMissingPrivilege()
    {
        await servers.ResetAsync();
        await ReplicationFixture.RunAsync(servers.Source, "CREATE USER repl@'127.0.0.1' IDENTIFIED BY 'right'");
        var facts = await SetupFactsReader.ReadAsync(servers.Source, servers.Replica, new SetupOptions { ReplicationUser = "repl" }, CancellationToken.None);
        await using var session = await Session.OpenAsync(servers.Replica, CancellationToken.None);

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => new ConnectionProbe(facts, TimeProvider.System).RunAsync(session, new Secret("right"), CancellationToken.None));

        Assert.Equal(ErrorId.PrivilegeMissing, error.Id);
        Assert.Contains("REPLICATION SLAVE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SourceWithoutTlsIsFollowedByItsPublicKey()
    {
        await servers.ResetAsync();

        var made = await ReplicationFixture.FollowAsync(servers.Source with { Tls = new TlsSettings { Mode = TlsMode.Disabled } }, servers.Replica, new SetupOptions { TestWrite = true });

        Assert.True(made.IsRunning);
        Assert.Equal("NO YES", await ReplicationFixture.AskAsync(servers.Replica, "SELECT CONCAT(SSL_ALLOWED, ' ', GET_PUBLIC_KEY) FROM performance_schema.replication_connection_configuration WHERE CHANNEL_NAME = ''"));
    }

    [Fact]
    public async Task ReplicaStartsFromTheBeginningOrFromAPosition()
    {
        await servers.ResetAsync();
        var end = await ReplicationFixture.AskAsync(servers.Source, "SELECT JSON_UNQUOTE(JSON_EXTRACT(LOCAL, '$.binary_log_position')) FROM performance_schema.log_status");
        await ReplicationFixture.RunAsync(servers.Source, "CREATE DATABASE later");

        await ReplicationFixture.FollowAsync(servers.Source, servers.Replica, new SetupOptions { Start = ReplicationStart.FromBeginning, ReplicationUser = "one", IsUserGiven = true });
        await ReplicationFixture.FollowAsync(servers.Source, servers.Second, new SetupOptions { Start = ReplicationStart.Position, BinlogFile = "binlog.000001", BinlogPosition = long.Parse(end!, System.Globalization.CultureInfo.InvariantCulture), ReplicationUser = "two", IsUserGiven = true });

        const string Names = "SELECT GROUP_CONCAT(SCHEMA_NAME ORDER BY SCHEMA_NAME) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME IN ('shop', 'later')";
        await ReplicationFixture.AwaitAsync(servers.Replica, Names, "later,shop");
        await ReplicationFixture.AwaitAsync(servers.Second, Names, "later");
    }

    [Fact]
    public async Task DelayedReplicaHasReceivedAndNotApplied()
    {
        await servers.ResetAsync();

        var made = await ReplicationFixture.FollowAsync(servers.Source, servers.Replica, new SetupOptions { Delay = TimeSpan.FromHours(1), TestWrite = true });

        Assert.NotNull(made.WriteLatency);
        Assert.Equal("3600", await ReplicationFixture.AskAsync(servers.Replica, "SELECT DESIRED_DELAY FROM performance_schema.replication_applier_configuration WHERE CHANNEL_NAME = ''"));
        Assert.Equal("", await ReplicationFixture.AskAsync(servers.Replica, "SELECT @@GLOBAL.gtid_executed"));
    }

    [Fact]
    public async Task SemiSyncAndWorkersArePersisted()
    {
        await servers.ResetAsync();

        await ReplicationFixture.FollowAsync(servers.Source, servers.Replica, new SetupOptions { SemiSync = true, WorkerCount = 2, TestWrite = true });

        await ReplicationFixture.AwaitAsync(servers.Source, "SELECT VARIABLE_VALUE FROM performance_schema.global_status WHERE VARIABLE_NAME = 'Rpl_semi_sync_source_clients'", "1");
        Assert.Equal("2", await ReplicationFixture.AskAsync(servers.Replica, "SELECT COUNT(*) FROM performance_schema.replication_applier_status_by_worker WHERE SERVICE_STATE = 'ON'"));
        Assert.Equal("ON", await ReplicationFixture.AskAsync(servers.Replica, "SELECT VARIABLE_VALUE FROM performance_schema.persisted_variables WHERE VARIABLE_NAME = 'rpl_semi_sync_replica_enabled'"));
    }

    [Fact]
    public async Task CoSourcesFollowEachOther()
    {
        await servers.ResetAsync();
        await ReplicationFixture.FollowAsync(servers.Source, servers.Replica, new SetupOptions { IsWritable = true, ReplicationUser = "one", IsUserGiven = true });
        await ReplicationFixture.AwaitAsync(servers.Replica, Rows, "1,2,3");
        await ReplicationFixture.RunAsync(servers.Replica, "INSERT INTO shop.t VALUES (4)");

        var back = await ReplicationFixture.FollowAsync(servers.Replica, servers.Source, new SetupOptions { IsWritable = true, TestWrite = true, ReplicationUser = "two", IsUserGiven = true });
        await ReplicationFixture.RunAsync(servers.Source, "INSERT INTO shop.t VALUES (5)");

        Assert.True(back.IsRunning);
        await ReplicationFixture.AwaitAsync(servers.Source, Rows, "1,2,3,4,5");
        await ReplicationFixture.AwaitAsync(servers.Replica, Rows, "1,2,3,4,5");
        Assert.True((await ReplicationFixture.FollowAsync(servers.Source, servers.Replica, new SetupOptions { IsWritable = true })) is { IsChanged: false });
    }

    [Fact]
    public async Task OneReplicaFollowsTwoSources()
    {
        await servers.ResetAsync();
        await ReplicationFixture.RunAsync(servers.Second, "CREATE DATABASE depot");

        await ReplicationFixture.FollowAsync(servers.Source, servers.Replica, new SetupOptions { Channel = "shop", TestWrite = true });
        await ReplicationFixture.FollowAsync(servers.Second, servers.Replica, new SetupOptions { Channel = "depot", TestWrite = true, ReplicationUser = "other", IsUserGiven = true });

        await ReplicationFixture.AwaitAsync(servers.Replica, Rows, "1,2,3");
        await ReplicationFixture.AwaitAsync(servers.Replica, "SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'depot'", "1");
        Assert.Equal("2", await ReplicationFixture.AskAsync(servers.Replica, "SELECT COUNT(*) FROM performance_schema.replication_connection_status WHERE SERVICE_STATE = 'ON'"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("REPLICATION_SLAVE_ADMIN", "")]
    [InlineData("SYSTEM_VARIABLES_ADMIN", "")]
    [InlineData("RELOAD", "")]
    [InlineData("", "CREATE USER")]
    [InlineData("", "REPLICATION SLAVE")]
    [InlineData("REPLICATION CLIENT", "")]
    public async Task EachPrivilegeThatIsMissingIsNamedAndWithAllOfThemItWorks(string lackedByReplica, string lackedBySource)
    {
        await servers.ResetAsync();
        string[] ofReplica = ["RELOAD ON *.*", "REPLICATION CLIENT ON *.*", "REPLICATION_SLAVE_ADMIN ON *.*", "SYSTEM_VARIABLES_ADMIN ON *.*", "SELECT ON performance_schema.*"];
        string[] ofSource = ["REPLICATION CLIENT ON *.*", "CREATE USER ON *.*", "REPLICATION SLAVE ON *.*", "SELECT ON performance_schema.*", "SELECT ON mysql.user"];
        var source = await AccountAsync(0, "lean_source", ofSource, lackedBySource, " WITH GRANT OPTION");
        var replica = await AccountAsync(1, "lean_replica", ofReplica, lackedByReplica, "");
        await ReplicationFixture.RunAsync(servers.Replica, "RESET BINARY LOGS AND GTIDS");
        var lacked = lackedByReplica + lackedBySource;

        if (lacked.Length == 0)
        {
            Assert.True((await ReplicationFixture.FollowAsync(source, replica, new SetupOptions())).IsRunning);
            return;
        }

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ReplicationFixture.FollowAsync(source, replica, new SetupOptions()));
        Assert.Equal(ErrorId.PrivilegeMissing, error.Id);
        Assert.Contains(lacked, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PasswordIsSeenNowhere()
    {
        await servers.ResetAsync();
        foreach (var server in new[] { servers.Source, servers.Replica })
            await ReplicationFixture.RunAsync(server, "SET GLOBAL log_output = 'TABLE'", "SET GLOBAL general_log = ON", "UPDATE performance_schema.setup_consumers SET ENABLED = 'YES' WHERE NAME LIKE 'events_statements_history%'");
        var observer = new ListeningObserver();
        var password = ReplicationAccount.MakePassword();

        var made = await ReplicationFixture.FollowAsync(servers.Source, servers.Replica, new SetupOptions { Password = password, IsPasswordGenerated = true, TestWrite = true }, observer);

        var secret = password.Reveal();
        Assert.DoesNotContain(observer.Sayings, saying => saying.Contains(secret, StringComparison.Ordinal));
        Assert.DoesNotContain(secret, made.ToString(), StringComparison.Ordinal);
        foreach (var server in new[] { servers.Source, servers.Replica })
        {
            Assert.NotEqual("0", await ReplicationFixture.AskAsync(server, "SELECT COUNT(*) FROM mysql.general_log WHERE argument LIKE '%<secret>%'"));
            Assert.Equal("0", await ReplicationFixture.AskAsync(server, $"SELECT COUNT(*) FROM mysql.general_log WHERE argument LIKE '%{secret[..12]}%' AND argument NOT LIKE 'SELECT COUNT%'"));
            Assert.Equal("0", await ReplicationFixture.AskAsync(server, $"SELECT COUNT(*) FROM performance_schema.events_statements_history_long WHERE SQL_TEXT LIKE '%{secret[..12]}%' AND SQL_TEXT NOT LIKE 'SELECT COUNT%'"));
        }
    }

    [Fact]
    public async Task ProcessListShowsNoPassword()
    {
        await servers.ResetAsync();
        await using var source = await ProcessListWatch.StartAsync(servers.Source);
        await using var replica = await ProcessListWatch.StartAsync(servers.Replica);
        List<string> secrets = [];

        // The statements are short, so that a round may pass without one of them being seen.
        for (var round = 0; round < 20 && !(source.Saw("CREATE USER") && replica.Saw("SOURCE_PASSWORD")); round++)
        {
            await servers.ResetAsync();
            var password = ReplicationAccount.MakePassword();
            secrets.Add(password.Reveal());
            await ReplicationFixture.FollowAsync(servers.Source, servers.Replica, new SetupOptions { Password = password, IsPasswordGenerated = true });
        }

        Assert.Contains(source.Seen, static statement => statement.StartsWith("CREATE USER", StringComparison.Ordinal) && statement.Contains("IDENTIFIED BY <secret>", StringComparison.Ordinal));
        Assert.Contains(replica.Seen, static statement => statement.Contains("SOURCE_PASSWORD = <secret>", StringComparison.Ordinal));
        Assert.DoesNotContain(source.Seen.Concat(replica.Seen), statement => secrets.Any(secret => statement.Contains(secret, StringComparison.Ordinal)));
    }

    private async Task<MySqlServer> AccountAsync(int place, string name, string[] grants, string lacked, string ending)
    {
        var kept = grants.Where(grant => lacked.Length == 0 || !grant.StartsWith(lacked, StringComparison.Ordinal)).ToArray();
        var server = await TestAccounts.CreateAsync(servers.Sandboxes[place], name, "", kept.Length == 0 ? [] : kept);
        if (ending.Length > 0 && lacked != "REPLICATION SLAVE")
            await ReplicationFixture.RunAsync(servers.Sandboxes[place].Server, $"GRANT REPLICATION SLAVE ON *.* TO {name}@'127.0.0.1'{ending}");
        return server;
    }
}
