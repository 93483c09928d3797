using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.ServerTests.Connect;
using MySqlOps.Engine.ServerTests.Servers;
using MySqlOps.Engine.Tests.Load;

namespace MySqlOps.Engine.ServerTests.Load;

/// <summary>Servers that are not loaded into, and what is asked to find out.</summary>
[Collection(ServerCollection.Name)]
public sealed class LoadRefusalTests(ServerFixture servers) : IAsyncLifetime
{
    private readonly LoadScene _scene = new(servers.Server);

    public Task InitializeAsync() => _scene.PrepareAsync("shop");

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData("read_only")]
    [InlineData("super_read_only")]
    public async Task ReadOnlyServerIsRefused(string variable)
    {
        await _scene.RunAsync($"SET GLOBAL {variable} = ON");
        try
        {
            var error = await _scene.FailAsync(Small());

            Assert.Equal(ErrorId.LoadTargetReadOnly, error.Id);
            Assert.Contains($" {variable} ", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            await _scene.RunAsync("SET GLOBAL super_read_only = OFF", "SET GLOBAL read_only = OFF");
        }
    }

    [Fact]
    public async Task ReplicaIsRefusedUnlessAllowed()
    {
        await _scene.RunAsync("CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = 1, SOURCE_USER = 'nobody' FOR CHANNEL 'east'");
        try
        {
            var error = await _scene.FailAsync(Small());
            var import = await _scene.LoadAsync(Small(), _scene.Options with { AllowReplica = true });

            Assert.Equal((ErrorId.LoadTargetIsReplica, 1), (error.Id, import.Rows));
            Assert.Contains("'east'", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            await _scene.RunAsync("RESET REPLICA ALL FOR CHANNEL 'east'");
        }
    }

    [Fact]
    public async Task KeylessTableIsRefusedWhereKeysAreDemanded()
    {
        await _scene.RunAsync("SET GLOBAL sql_require_primary_key = ON");
        try
        {
            Assert.Equal(ErrorId.LoadKeyRequired, (await _scene.FailAsync(Small())).Id);
        }
        finally
        {
            await _scene.RunAsync("SET GLOBAL sql_require_primary_key = OFF");
        }
    }

    [Fact]
    public async Task AccountThatMayNotMakeTheLedgerIsNamed()
    {
        await _scene.RunAsync("CREATE DATABASE shop");
        var server = await TestAccounts.CreateAsync(servers.Sandbox, "loader", "", "ALL ON shop.*");
        var scene = new LoadScene(server);

        Assert.Equal(ErrorId.LoadLedgerFailed, (await scene.FailAsync(Small())).Id);
    }

    [Fact]
    public async Task AccountWithoutGlobalPrivilegesLoads()
    {
        await _scene.RunAsync("CREATE DATABASE shop");
        var server = await TestAccounts.CreateAsync(servers.Sandbox, "loader", "", "ALL ON shop.*", "ALL ON mysqlops.*");
        var scene = new LoadScene(server);

        var import = await scene.LoadAsync(Small());

        Assert.Equal(1, import.Rows);
        Assert.Contains(import.Warnings, warning => warning.Contains("replication_connection_configuration", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SkippedBinaryLogStaysAsItIs()
    {
        var before = await _scene.TextAsync("SELECT @@GLOBAL.gtid_executed");

        await _scene.LoadAsync(Small(), _scene.Options with { SkipBinLog = true });

        Assert.Equal(before, await _scene.TextAsync("SELECT @@GLOBAL.gtid_executed"));
        Assert.Equal("1", await _scene.TextAsync("SELECT COUNT(*) FROM shop.t"));
    }

    [Fact]
    public async Task GtidSetIsAddedOnce()
    {
        const string Set = "11111111-1111-1111-1111-111111111111:1-9";
        var box = (await servers.CreateAsync(1, "gtid_mode=ON", "enforce_gtid_consistency=ON", "local_infile=ON"))[0];
        await using var scene = new LoadScene(box.Server);
        var export = Small();
        export.GtidExecuted = Set;
        export.IsWholeServer = true;
        Assert.Equal("", await scene.TextAsync("SELECT @@GLOBAL.gtid_executed"));

        var import = await scene.LoadAsync(export, scene.Options with { SkipBinLog = true });

        Assert.Equal((Set, Set), (import.GtidPurged, await scene.TextAsync("SELECT @@GLOBAL.gtid_purged")));
        var again = await scene.LoadAsync(export, scene.Options with { SkipBinLog = true, GtidPurged = GtidPurgedAction.Append, IfExists = ExistingObjects.Replace });
        Assert.Equal(Set, again.GtidPurged);
        Assert.Equal(Set, await scene.TextAsync("SELECT @@GLOBAL.gtid_executed"));
    }

    [Fact]
    public async Task AccountsAreMadeWithTheirRolesAndThoseThatAreThereStay()
    {
        await _scene.RunAsync("DROP USER IF EXISTS 'a'@'%', 'b'@'%', 'c'@'%'", "DROP ROLE IF EXISTS 'r'@'%'", "CREATE USER 'b'@'%'");
        var export = Small().Accounts(
            """
            CREATE USER IF NOT EXISTS `a`@`%` IDENTIFIED WITH 'caching_sha2_password' REQUIRE NONE;
            CREATE USER IF NOT EXISTS `b`@`%` IDENTIFIED WITH 'caching_sha2_password';
            CREATE USER IF NOT EXISTS `c`@`%` IDENTIFIED WITH 'no_such_plugin';
            CREATE ROLE IF NOT EXISTS `r`@`%`;
            CREATE USER IF NOT EXISTS `root`@`localhost` IDENTIFIED BY 'changed';
            GRANT SELECT ON `shop`.* TO `a`@`%`;
            GRANT `r`@`%` TO `a`@`%`;
            GRANT NO_SUCH_PRIVILEGE ON *.* TO `a`@`%`;
            GRANT SELECT ON `shop`.* TO `b`@`%`;
            SET DEFAULT ROLE `r`@`%` TO `a`@`%`;
            """);
        try
        {
            var import = await _scene.LoadAsync(export, _scene.Options with { IncludeUser = true });

            Assert.Equal(
                "GRANT USAGE ON *.* TO `a`@`%`|GRANT SELECT ON `shop`.* TO `a`@`%`|GRANT `r`@`%` TO `a`@`%`",
                string.Join('|', (await ClientProgram.QueryAsync(servers.Sandbox, "SHOW GRANTS FOR 'a'@'%'")).Split('\n')));
            Assert.Equal("GRANT USAGE ON *.* TO `b`@`%`", await ClientProgram.QueryAsync(servers.Sandbox, "SHOW GRANTS FOR 'b'@'%'"));
            Assert.Equal(3, import.Warnings.Count);
            Assert.Contains(import.Warnings, warning => warning.Contains("'c'@'%'", StringComparison.Ordinal) && warning.Contains("1524", StringComparison.Ordinal));
        }
        finally
        {
            await _scene.RunAsync("DROP USER IF EXISTS 'a'@'%', 'b'@'%', 'c'@'%'", "DROP ROLE IF EXISTS 'r'@'%'");
        }
    }

    private static MemoryExport Small() => new MemoryExport().Database("shop").Table("t", "CREATE TABLE `t` (`id` int)", "id", "1\n");
}
