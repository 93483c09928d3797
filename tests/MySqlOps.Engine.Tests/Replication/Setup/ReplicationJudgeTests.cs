using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Engine.Tests.Replication.Setup;

public sealed class ReplicationJudgeTests
{
    private static readonly SetupOptions Given = new() { Password = new Secret("given"), Provision = ProvisionMethod.None };

    public static TheoryData<string, string> Broken => new()
    {
        // What is broken, and the check that says so with its verdict: F fails, f fails unless forced, C corrupts, W warns.
        { "server id 0", "F Server id" },
        { "same server id", "C Server id" },
        { "same uuid", "C Server UUID" },
        { "no uuid", "F Server UUID" },
        { "newer source", "f Version" },
        { "newer release of 8.0 as source", "f Version" },
        { "old source", "W Version" },
        { "group member", "F Group" },
        { "no binary log", "F Binary log" },
        { "replica without binary log", "W Binary log" },
        { "statement format", "f Row format" },
        { "minimal image", "W Row image" },
        { "gtid off on the replica", "F GTID mode" },
        { "gtid two steps apart by position", "F GTID mode" },
        { "gtid off on both by position", "W GTID mode" },
        { "consistency not enforced", "W GTID mode" },
        { "names in lower case", "C Table names" },
        { "missing engine", "f Storage engines" },
        { "no transactions", "W Storage engines" },
        { "sql_mode", "W SQL mode" },
        { "time zone", "W Time zone" },
        { "collation", "W Character set" },
        { "replica packet", "f Packet size" },
        { "packet", "W Packet size" },
        { "filter on the source", "W Filters" },
        { "filter on the replica", "W Filters" },
        { "no keys", "W Primary keys" },
        { "socket", "F Address" },
        { "loopback of another machine", "F Address" },
        { "tls not offered", "F TLS" },
        { "tls demanded", "F TLS" },
        { "no authorities", "F TLS" },
        { "no tls over the network", "W TLS" },
        { "account without password", "F Account" },
        { "account without grant", "W Account" },
        { "accounts unseen", "W Account" },
        { "account on a read-only source", "F Account" },
        { "write on a read-only source", "F Write test" },
        { "privilege on the replica", "F Privileges" },
        { "privilege on the source", "F Privileges" },
        { "tables unseen", "W Privileges" },
        { "channel elsewhere", "f Channels" },
        { "followed twice", "C Channels" },
        { "second source", "W Channels" },
        { "purged", "F Purged transactions" },
        { "errant", "C Errant transactions" },
        { "errant with a tag", "C Errant transactions" },
        { "errant beside another source", "W Errant transactions" },
        { "data without transactions", "C Replica data" },
        { "data by position", "W Replica data" },
        { "other data", "W Replica data" },
        { "no such file", "F Binlog position" },
        { "past the file's end", "F Binlog position" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void EveryBrokenThingIsToldByItsOwnCheck(string what, string verdict)
    {
        var check = Pair.Check(Break(what), verdict[2..]);

        Assert.Equal(verdict[0] == 'W' ? CheckStatus.Warn : CheckStatus.Fail, check.Status);
        Assert.Equal(verdict[0] == 'C', check.IsCorrupting);
        Assert.Equal(verdict[0] == 'f', check.CanForce);
        Assert.False(string.IsNullOrEmpty(check.Remedy));
        Assert.EndsWith(".", check.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingIsToldOfAHealthyPair()
    {
        var facts = Pair.Make();

        Assert.DoesNotContain(ReplicationJudge.JudgeSetup(facts, ProvisionChoice.Make(facts)), static check => check.Status != CheckStatus.Pass);
    }

    [Fact]
    public void NothingIsToldOfAHealthyReplica()
    {
        var facts = Pair.Following();

        Assert.DoesNotContain(ReplicationJudge.JudgeSetup(facts, ProvisionChoice.Make(facts)).Concat(ReplicationJudge.JudgeRunning(facts)), static check => check.Status != CheckStatus.Pass);
    }

    [Fact]
    public void CoSourceHasNoErrantTransactions()
    {
        var facts = Pair.Make(
            static source => source with { Channels = [new ChannelFacts { Name = "", Host = "127.0.0.1", Port = 3311, SourceUuid = Pair.ReplicaUuid }] },
            static replica => replica with { Executed = Pair.Gtids(Pair.SourceUuid, 10).Union(Pair.Gtids(Pair.ReplicaUuid, 5)) });

        Assert.Equal(CheckStatus.Pass, Pair.Check(facts, "Errant transactions").Status);
    }

    [Fact]
    public void TransactionsOfAnotherSourceAreNotErrant()
    {
        const string Other = "33333333-3333-3333-3333-333333333333";
        var facts = Pair.Make(replica: static replica => replica with
        {
            Executed = Pair.Gtids(Other, 7),
            Channels = [new ChannelFacts { Name = "other", Host = "elsewhere", Port = 3306, SourceUuid = Other }],
        });

        Assert.Equal(CheckStatus.Pass, Pair.Check(facts, "Errant transactions").Status);
    }

    [Theory]
    [InlineData("not set up", "Receiver", CheckStatus.Fail)]
    [InlineData("connecting", "Receiver", CheckStatus.Fail)]
    [InlineData("receiver stopped", "Receiver", CheckStatus.Fail)]
    [InlineData("applier stopped", "Applier", CheckStatus.Fail)]
    [InlineData("gives up", "Outage", CheckStatus.Warn)]
    [InlineData("writable", "Read only", CheckStatus.Warn)]
    public void WhatDoesNotRunIsTold(string what, string name, CheckStatus status)
    {
        var facts = what switch
        {
            "not set up" => Pair.Make(),
            "connecting" => Pair.Following(static channel => channel with { Receiver = "CONNECTING", ReceiverError = ServerErrorNumber.ClientHostFailed, ReceiverMessage = "Can't connect" }),
            "receiver stopped" => Pair.Following(static channel => channel with { Receiver = "OFF" }),
            "applier stopped" => Pair.Following(static channel => channel with { IsApplying = false, ApplierError = 1062, ApplierMessage = "Duplicate entry" }),
            "gives up" => Pair.Following(static channel => channel with { RetryCount = 10, RetrySeconds = 60 }),
            _ => Pair.Following(replica: static replica => replica with { IsSuperReadOnly = false }),
        };

        Assert.Equal(status, Assert.Single(ReplicationJudge.JudgeRunning(facts), check => check.Name == name).Status);
    }

    private static SetupFacts Break(string what) => what switch
    {
        "server id 0" => Pair.Make(static source => source with { ServerId = 0 }),
        "same server id" => Pair.Make(replica: static replica => replica with { ServerId = 1 }),
        "same uuid" => Pair.Make(replica: static replica => replica with { Uuid = Pair.SourceUuid.ToUpperInvariant() }),
        "no uuid" => Pair.Make(replica: static replica => replica with { Uuid = "" }),
        "newer release of 8.0 as source" => Pair.Make(static source => source with { Facts = Pair.Version("8.0.36") }, static replica => replica with { Facts = Pair.Version("8.0.35") }),
        "newer source" => Pair.Make(replica: static replica => replica with { Facts = Pair.Version("8.4.9") }),
        "old source" => Pair.Make(static source => source with { Facts = Pair.Version("8.0.40") }, static replica => replica with { Facts = Pair.Version("10.1.0") }),
        "group member" => Pair.Make(replica: static replica => replica with { IsGroupMember = true }),
        "no binary log" => Pair.Make(static source => source with { LogsChanges = false, BinaryLogs = [] }),
        "replica without binary log" => Pair.Make(replica: static replica => replica with { LogsReplicatedChanges = false }),
        "statement format" => Pair.Make(static source => source with { BinlogFormat = "STATEMENT" }),
        "minimal image" => Pair.Make(static source => source with { RowImage = "MINIMAL" }),
        "gtid off on the replica" => Pair.Make(replica: static replica => replica with { GtidMode = "OFF" }),
        "gtid two steps apart by position" => Pair.Make(replica: static replica => replica with { GtidMode = "OFF_PERMISSIVE" }, options: AtPosition("binlog.000001", 4)),
        "gtid off on both by position" => Pair.Make(static source => source with { GtidMode = "OFF" }, static replica => replica with { GtidMode = "OFF" }, AtPosition("binlog.000001", 4)),
        "consistency not enforced" => Pair.Make(replica: static replica => replica with { EnforcesGtidConsistency = false }),
        "names in lower case" => Pair.Make(replica: static replica => replica with { LowerCaseTableNames = 1 }),
        "missing engine" => Pair.Make(static source => source with { TablesByEngine = new Dictionary<string, long> { ["ROCKSDB"] = 3 } }),
        "no transactions" => Pair.Make(static source => source with { TablesByEngine = new Dictionary<string, long> { ["MyISAM"] = 3 } }),
        "sql_mode" => Pair.Make(static source => source with { SqlMode = "ANSI_QUOTES" }),
        "time zone" => Pair.Make(static source => source with { TimeZone = "CET" }),
        "collation" => Pair.Make(static source => source with { Collation = "latin1_swedish_ci" }),
        "replica packet" => Pair.Make(replica: static replica => replica with { MaxReplicaPacketBytes = 1024 }),
        "packet" => Pair.Make(replica: static replica => replica with { MaxPacketBytes = 4 * 1024 * 1024 }),
        "filter on the source" => Pair.Make(static source => source with { BinlogFilters = ["binlog_do_db=shop"] }),
        "filter on the replica" => Pair.Make(replica: static replica => replica with { ApplierFilters = [("", "REPLICATE_DO_DB shop")] }),
        "no keys" => Pair.Make(static source => source with { TablesWithoutKey = 2 }),
        "socket" => Pair.Make(static source => source with { Server = source.Server with { Socket = "/run/mysqld.sock" } }),
        "loopback of another machine" => Pair.Make(static source => source with { HostName = "there" }),
        "tls not offered" => Pair.Make(static source => source with { OffersTls = false, Server = WithTls(source.Server, TlsMode.Required) }),
        "tls demanded" => Pair.Make(static source => source with { DemandsTls = true, Server = WithTls(source.Server, TlsMode.Disabled) }),
        "no authorities" => Pair.Make(static source => source with { Server = WithTls(source.Server, TlsMode.VerifyCA) }),
        "no tls over the network" => Pair.Make(static source => source with { Server = WithTls(source.Server, TlsMode.Disabled) with { Host = "db1" } }),
        "account without password" => Pair.Make(static source => source with { ReplicationAccounts = [("%", true)] }),
        "account without grant" => Pair.Make(static source => source with { ReplicationAccounts = [("%", false)] }, options: Given),
        "accounts unseen" => Pair.Make(static source => source with { ReplicationAccounts = null }),
        "account on a read-only source" => Pair.Make(static source => source with { IsReadOnly = true }),
        "write on a read-only source" => Pair.Make(static source => source with { IsReadOnly = true, ReplicationAccounts = [("%", true)] }, options: Given with { TestWrite = true }),
        "privilege on the replica" => Pair.Make(replica: static replica => replica with { Privileges = new HashSet<string> { "SYSTEM_VARIABLES_ADMIN", "RELOAD" } }),
        "privilege on the source" => Pair.Make(static source => source with { GrantablePrivileges = new HashSet<string>() }),
        "tables unseen" => Pair.Make(static source => source with { Privileges = source.Privileges.Where(static name => name != "SELECT").ToHashSet() }),
        "channel elsewhere" => Pair.Make(replica: static replica => replica with { Channels = [Pair.Channel() with { SourceUuid = "3" }] }),
        "followed twice" => Pair.Make(replica: static replica => replica with { Channels = [Pair.Channel() with { Name = "other" }] }),
        "second source" => Pair.Make(replica: static replica => replica with { Channels = [Pair.Channel() with { Name = "other", SourceUuid = "3" }] }),
        "purged" => Pair.Make(static source => source with { Purged = Pair.Gtids(Pair.SourceUuid, 3) }, options: Given),
        "errant" => Pair.Make(replica: static replica => replica with { Executed = Pair.Gtids(Pair.ReplicaUuid, 1) }, options: Given),
        "errant with a tag" => Pair.Make(replica: static replica => replica with { Executed = GtidSet.Of(Pair.SourceUuid, "mine", 1, 2) }, options: Given),
        "errant beside another source" => Pair.Make(replica: static replica => replica with { Executed = Pair.Gtids(Pair.ReplicaUuid, 1), Channels = [Pair.Channel() with { Name = "other", SourceUuid = "3" }] }),
        "data without transactions" => Pair.Make(replica: static replica => replica with { Databases = ["shop"] }, options: Given),
        "data by position" => Pair.Make(replica: static replica => replica with { Databases = ["shop"] }, options: AtPosition("binlog.000001", 4)),
        "other data" => Pair.Make(replica: static replica => replica with { Databases = ["own"] }, options: Given),
        "no such file" => Pair.Make(options: AtPosition("binlog.000009", 4)),
        "past the file's end" => Pair.Make(options: AtPosition("binlog.000001", 501)),
        _ => throw new ArgumentException(what, nameof(what)),
    };

    private static SetupOptions AtPosition(string file, long position) => Given with { Start = ReplicationStart.Position, BinlogFile = file, BinlogPosition = position };

    private static MySqlServer WithTls(MySqlServer server, TlsMode mode) => server with { Tls = new TlsSettings { Mode = mode } };
}
