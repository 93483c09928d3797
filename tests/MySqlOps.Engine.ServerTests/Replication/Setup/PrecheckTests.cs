using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Engine.ServerTests.Replication.Setup;

/// <summary>Each check, failing for real.</summary>
[Collection(ReplicationCollection.Name)]
public sealed class PrecheckTests(ReplicationFixture servers)
{
    private static readonly SetupOptions Options = new() { Provision = ProvisionMethod.None };

    public static TheoryData<string, string, string, string> Changes => new()
    {
        // The check, its status, what breaks it and what mends it; @source and @replica say where.
        { "Server id", "Fail", "@replica SET GLOBAL server_id = {source_id}", "@replica SET GLOBAL server_id = {replica_id}" },
        { "Row format", "Fail", "@source SET GLOBAL binlog_format = 'STATEMENT'", "@source SET GLOBAL binlog_format = 'ROW'" },
        { "Row image", "Warn", "@source SET GLOBAL binlog_row_image = 'MINIMAL'", "@source SET GLOBAL binlog_row_image = 'FULL'" },
        { "GTID mode", "Fail", "@replica SET GLOBAL gtid_mode = ON_PERMISSIVE", "@replica SET GLOBAL gtid_mode = ON" },
        { "Storage engines", "Warn", "@source CREATE TABLE shop.old (id INT PRIMARY KEY) ENGINE = MyISAM", "@source DROP TABLE shop.old" },
        { "Primary keys", "Warn", "@source CREATE TABLE shop.keyless (id INT)", "@source DROP TABLE shop.keyless" },
        { "SQL mode", "Warn", "@replica SET GLOBAL sql_mode = 'ANSI_QUOTES'", "@replica SET GLOBAL sql_mode = DEFAULT" },
        { "Time zone", "Warn", "@replica SET GLOBAL time_zone = '+05:00'", "@replica SET GLOBAL time_zone = DEFAULT" },
        { "Character set", "Warn", "@replica SET GLOBAL collation_server = 'utf8mb4_bin'", "@replica SET GLOBAL collation_server = DEFAULT" },
        { "Packet size", "Fail", "@replica SET GLOBAL replica_max_allowed_packet = 1048576", "@replica SET GLOBAL replica_max_allowed_packet = DEFAULT" },
        { "Filters", "Warn", "@replica CHANGE REPLICATION FILTER REPLICATE_IGNORE_DB = (other)", "@replica CHANGE REPLICATION FILTER REPLICATE_IGNORE_DB = ()" },
        { "TLS", "Fail", "@source SET GLOBAL require_secure_transport = ON", "@source SET GLOBAL require_secure_transport = OFF" },
        { "Account", "Fail", "@source CREATE USER mysqlops_replication@'%'", "@source DROP USER mysqlops_replication@'%'" },
        { "Channels", "Fail", "@replica CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'elsewhere'", "@replica RESET REPLICA ALL" },
        { "Errant transactions", "Fail", "@replica CREATE DATABASE mine", "@replica DROP DATABASE mine" },
        { "Errant transactions", "Fail", "@replica SET GTID_NEXT = 'AUTOMATIC:mine'; CREATE DATABASE mine; SET GTID_NEXT = AUTOMATIC", "@replica DROP DATABASE mine" },
        { "Replica data", "Fail", "@replica SET SESSION sql_log_bin = 0; CREATE DATABASE shop", "@replica SET SESSION sql_log_bin = 0; DROP DATABASE shop" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task WhatIsWrongIsToldByItsCheckAndByNoOther(string name, string status, string change, string undo)
    {
        await servers.ResetAsync();
        var before = await TestAsync(servers.Source, servers.Replica);
        await RunAsync(change);
        try
        {
            // Through a connection without TLS, where TLS is what it is about.
            var source = name == "TLS" ? servers.Source with { Tls = new TlsSettings { Mode = TlsMode.Disabled }, Socket = Socket() } : servers.Source;
            var now = await TestAsync(source, servers.Replica, name == "TLS" ? Options with { SourceHost = "127.0.0.1" } : Options);

            Assert.DoesNotContain(before, static check => check.Status != CheckStatus.Pass);
            var check = Assert.Single(now, static check => check.Status != CheckStatus.Pass);
            Assert.Equal((name, status), (check.Name, check.Status.ToString()));
        }
        finally
        {
            await RunAsync(undo);
        }
    }

    [Fact]
    public async Task PurgedTransactionsAreNamed()
    {
        await servers.ResetAsync();
        await servers.PurgeAsync();

        var check = Find(await TestAsync(servers.Source, servers.Replica), "Purged transactions");

        Assert.Equal(CheckStatus.Fail, check.Status);
        Assert.Contains($"{servers.Sandboxes[0].Uuid}:1-3", check.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerIsNotItsOwnReplica()
    {
        await servers.ResetAsync();

        var check = Find(await TestAsync(servers.Source, servers.Source), "Server UUID");

        Assert.True(check is { Status: CheckStatus.Fail, IsCorrupting: true, CanForce: false });
    }

    [Fact]
    public async Task SourceThatIsFollowedByAnotherChannelIsNotFollowedTwice()
    {
        await servers.ResetAsync();
        await ReplicationFixture.FollowAsync(servers.Source, servers.Replica, new SetupOptions { Channel = "first" });

        var check = Find(await TestAsync(servers.Source, servers.Replica, Options with { Channel = "second" }), "Channels");

        Assert.True(check is { Status: CheckStatus.Fail, IsCorrupting: true });
    }

    [Fact]
    public async Task SourceByItsSocketAloneCannotBeReached()
    {
        await servers.ResetAsync();

        Assert.Equal(CheckStatus.Fail, Find(await TestAsync(servers.Source with { Socket = Socket() }, servers.Replica), "Address").Status);
    }

    [Fact]
    public async Task PositionThatTheSourceLacksIsTold()
    {
        await servers.ResetAsync();
        var at = Options with { Start = ReplicationStart.Position, BinlogFile = "binlog.000001" };

        Assert.Equal(CheckStatus.Pass, Find(await TestAsync(servers.Source, servers.Replica, at with { BinlogPosition = 4 }), "Binlog position").Status);
        Assert.Equal(CheckStatus.Fail, Find(await TestAsync(servers.Source, servers.Replica, at with { BinlogPosition = 1_000_000 }), "Binlog position").Status);
        Assert.Equal(CheckStatus.Fail, Find(await TestAsync(servers.Source, servers.Replica, at with { BinlogFile = "binlog.000099" }), "Binlog position").Status);
    }

    [Fact]
    public async Task WhatOnlyAStartCanChangeIsToldToo()
    {
        await servers.ResetAsync();
        var odd = (await servers.CreateAsync(1, "binlog_do_db=shop", "log_replica_updates=OFF"))[0].Server;
        var silent = (await servers.CreateAsync(1, "skip_log_bin", "gtid_mode=OFF", "enforce_gtid_consistency=OFF"))[0].Server;

        Assert.Contains("binlog_do_db=shop", Find(await TestAsync(odd, servers.Replica), "Filters").Message, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Warn, Find(await TestAsync(servers.Source, odd), "Binary log").Status);
        Assert.Equal(CheckStatus.Fail, Find(await TestAsync(silent, servers.Replica), "Binary log").Status);
        Assert.Equal(CheckStatus.Fail, Find(await TestAsync(silent, servers.Replica), "GTID mode").Status);
    }

    [Fact]
    public async Task RunningReplicaPassesAndAStoppedOneDoesNot()
    {
        await servers.ResetAsync();
        await ReplicationFixture.FollowAsync(servers.Source, servers.Replica, new SetupOptions());

        var running = await ReplicationTester.TestAsync(servers.Source, servers.Replica, Options, false, CancellationToken.None);
        await ReplicationFixture.RunAsync(servers.Replica, "STOP REPLICA");
        var stopped = await ReplicationTester.TestAsync(servers.Source, servers.Replica, Options, false, CancellationToken.None);

        Assert.DoesNotContain(running, static check => check.Status != CheckStatus.Pass);
        Assert.Equal(["Receiver", "Applier"], stopped.Where(static check => check.Status == CheckStatus.Fail).Select(static check => check.Name));
    }

    private static ReplicationCheck Find(IReadOnlyList<ReplicationCheck> checks, string name) => Assert.Single(checks, check => check.Name == name);

    private static Task<IReadOnlyList<ReplicationCheck>> TestAsync(MySqlServer source, MySqlServer replica, SetupOptions? options = null) =>
        ReplicationTester.TestAsync(source, replica, options ?? Options, true, CancellationToken.None);

    private string Socket()
    {
        var line = File.ReadLines(Path.Combine(servers.Sandboxes[0].Path, "root.cnf")).Single(static line => line.StartsWith("socket", StringComparison.Ordinal));
        return line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim().Trim('"');
    }

    private async Task RunAsync(string text)
    {
        var (server, sandbox) = text.StartsWith("@source ", StringComparison.Ordinal) ? (servers.Source, servers.Sandboxes[0]) : (servers.Replica, servers.Sandboxes[1]);
        var sql = text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..]
            .Replace("{source_id}", servers.Sandboxes[0].ServerId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{replica_id}", sandbox.ServerId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await ReplicationFixture.RunAsync(server, sql.Split("; "));
    }
}
