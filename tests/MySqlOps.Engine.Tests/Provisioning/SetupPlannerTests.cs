using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Provisioning;
using MySqlOps.Engine.Replication.Setup;
using MySqlOps.Engine.Tests.Replication.Setup;

namespace MySqlOps.Engine.Tests.Provisioning;

public sealed class SetupPlannerTests
{
    [Fact]
    public void NothingIsDoneWhereAllIsAsItShouldBe() => Assert.Empty(SetupPlanner.Plan(Pair.Following()).Steps);

    [Fact]
    public void ChannelKeepsItsOwnAccountUnlessAnotherIsNamed()
    {
        var kept = SetupPlanner.Plan(Pair.Following(static channel => channel with { User = "own" }, options: new SetupOptions()));
        var named = SetupPlanner.Plan(Pair.Following(static channel => channel with { User = "own" }, options: new SetupOptions { IsUserGiven = true, Password = new Secret("x") }));

        Assert.Empty(kept.Steps);
        Assert.Contains("SOURCE_USER = 'mysqlops_replication'", Assert.Single(named.Steps.OfType<ChannelStep>()).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Clone", "CLONE_ADMIN")]
    [InlineData("Clone", "SHOW DATABASES")]
    [InlineData("Export", "SHOW DATABASES")]
    public void ServerIsNotTakenForEmptyByAnAccountThatSeesNothing(string method, string lacked)
    {
        var facts = Pair.Make(replica: replica => replica with { Privileges = replica.Privileges.Where(name => name != lacked && name != "SELECT").ToHashSet() }, options: new SetupOptions { Provision = Enum.Parse<ProvisionMethod>(method) });

        var choice = ProvisionChoice.Make(facts);

        Assert.False(choice.Replaces);
        Assert.Contains(lacked, choice.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void AccountIsMadeAndProvedBeforeAnythingElse()
    {
        var steps = SetupPlanner.Plan(Pair.Make()).Steps;

        Assert.IsType<AccountStep>(steps[0]);
        Assert.IsType<ProbeStep>(steps[1]);
    }

    [Fact]
    public void AccountGetsReplicationSlaveAndNothingElse()
    {
        var step = SetupPlanner.Plan(Pair.Make()).Steps.OfType<AccountStep>().Single();

        Assert.Equal(["CREATE USER IF NOT EXISTS 'mysqlops_replication'@'127.0.0.1' IDENTIFIED BY <password>", "GRANT REPLICATION SLAVE ON *.* TO 'mysqlops_replication'@'127.0.0.1'"], step.Statements);
    }

    [Fact]
    public void AccountForTheNetworkTakesTlsOnly()
    {
        var facts = Pair.Make(static source => source with { Server = source.Server with { Host = "db1" } });

        Assert.Contains("'mysqlops_replication'@'%' IDENTIFIED BY <password> REQUIRE SSL", SetupPlanner.Plan(facts).Steps[0].Statements[0], StringComparison.Ordinal);
    }

    [Fact]
    public void NoStepHoldsThePassword()
    {
        var plan = SetupPlanner.Plan(Pair.Make(options: new SetupOptions { Password = new Secret("Sesame-1"), IsPasswordGenerated = true }));

        Assert.DoesNotContain(plan.Steps, static step => step.ToString().Contains("Sesame", StringComparison.Ordinal));
    }

    [Fact]
    public void ReplicaIsMadeReadOnlyLast() => Assert.Equal(["SET PERSIST super_read_only = ON"], SetupPlanner.Plan(Pair.Make()).Steps[^1].Statements);

    [Fact]
    public void ReplicaStaysWritableWhenToldSo() =>
        Assert.DoesNotContain(SetupPlanner.Plan(Pair.Make(options: new SetupOptions { IsWritable = true })).Steps, static step => step.ToString().Contains("read_only", StringComparison.Ordinal));

    [Fact]
    public void StoppedChannelIsOnlyStarted() => Assert.IsType<StartStep>(Assert.Single(SetupPlanner.Plan(Pair.Following(static channel => channel with { Receiver = "OFF" }, options: new SetupOptions())).Steps));

    [Fact]
    public void SettingsThatGiveUpAreMendedInPlace()
    {
        var steps = SetupPlanner.Plan(Pair.Following(static channel => channel with { RetryCount = 10 })).Steps;

        var channel = Assert.IsType<ChannelStep>(steps[0]);
        Assert.False(channel.IsNew);
        Assert.StartsWith("STOP REPLICA", channel.Statements[0], StringComparison.Ordinal);
        Assert.IsType<StartStep>(steps[1]);
    }

    [Fact]
    public void SemiSyncIsInstalledAndPersistedOnBoth()
    {
        var statements = SetupPlanner.Plan(Pair.Make(options: new SetupOptions { SemiSync = true })).Steps.SelectMany(static step => step.Statements).ToList();

        Assert.Contains("INSTALL PLUGIN rpl_semi_sync_source SONAME 'semisync_source.so'", statements);
        Assert.Contains("SET PERSIST rpl_semi_sync_source_enabled = ON", statements);
        Assert.Contains("INSTALL PLUGIN rpl_semi_sync_replica SONAME 'semisync_replica.so'", statements);
        Assert.Contains("SET PERSIST rpl_semi_sync_replica_enabled = ON", statements);
    }

    [Fact]
    public void OldServersGetTheirOwnWords()
    {
        var facts = Pair.Make(
            static source => source with { Facts = Pair.Version("8.0.23") },
            static replica => replica with { Facts = Pair.Version("8.0.23"), PreservesCommitOrder = false },
            new SetupOptions { SemiSync = true, WorkerCount = 8 });

        var statements = SetupPlanner.Plan(facts).Steps.SelectMany(static step => step.Statements).ToList();

        Assert.Contains("SET PERSIST slave_net_timeout = 4", statements);
        Assert.Contains("SET PERSIST slave_parallel_workers = 8", statements);
        Assert.Contains("SET PERSIST slave_preserve_commit_order = ON", statements);
        Assert.Contains("INSTALL PLUGIN rpl_semi_sync_slave SONAME 'semisync_slave.so'", statements);
    }

    [Fact]
    public void ReplicaWithDataIsNotProvisionedUnlessForced()
    {
        var facts = Pair.Make(static source => source with { Purged = Pair.Gtids(Pair.SourceUuid, 3) }, static replica => replica with { Databases = ["own"] });

        var refused = Assert.Throws<MySqlOpsException>(() => SetupPlanner.Plan(facts).ThrowIfRefused());
        var forced = SetupPlanner.Plan(facts with { Options = facts.Options with { Force = true } });
        forced.ThrowIfRefused();

        Assert.Equal(ErrorId.ReplicationCheckFailed, refused.Id);
        Assert.True(forced.DestroysData);
        Assert.Contains(forced.Steps, static step => step is ProvisionStep && step.Action.Contains("LOSES its own: own", StringComparison.Ordinal));
    }

    [Fact]
    public void ForceNeverGoesOnWithWhatCorrupts()
    {
        var facts = Pair.Make(replica: static replica => replica with { ServerId = 1 }, options: new SetupOptions { Force = true, Password = new Secret("x") });

        Assert.Contains("Server id", Assert.Throws<MySqlOpsException>(() => SetupPlanner.Plan(facts).ThrowIfRefused()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingPrivilegeIsNamedByItsOwnError()
    {
        var facts = Pair.Make(replica: static replica => replica with { Privileges = replica.Privileges.Where(static name => name is not ("SUPER" or "REPLICATION_SLAVE_ADMIN")).ToHashSet() });

        var error = Assert.Throws<MySqlOpsException>(() => SetupPlanner.Plan(facts).ThrowIfRefused());

        Assert.Equal(ErrorId.PrivilegeMissing, error.Id);
        Assert.Contains("lacks REPLICATION_SLAVE_ADMIN ON *.*", error.Message, StringComparison.Ordinal);
    }
}
