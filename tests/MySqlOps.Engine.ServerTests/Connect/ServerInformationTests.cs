using MySqlOps.Engine.Connect.Information;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Connect;

[Collection(ServerCollection.Name)]
public sealed class ServerInformationTests(ServerFixture servers)
{
    [Theory]
    [InlineData("@@version", nameof(ServerInformation.Version))]
    [InlineData("@@server_uuid", nameof(ServerInformation.ServerUuid))]
    [InlineData("@@server_id", nameof(ServerInformation.ServerId))]
    [InlineData("@@gtid_mode", nameof(ServerInformation.GtidMode))]
    [InlineData("@@gtid_executed", nameof(ServerInformation.GtidExecuted))]
    [InlineData("@@datadir", nameof(ServerInformation.DataDirectory))]
    [InlineData("@@basedir", nameof(ServerInformation.BaseDirectory))]
    [InlineData("@@plugin_dir", nameof(ServerInformation.PluginDirectory))]
    [InlineData("@@binlog_format", nameof(ServerInformation.BinaryLogFormat))]
    [InlineData("@@hostname", nameof(ServerInformation.HostName))]
    [InlineData("@@version_comment", nameof(ServerInformation.VersionComment))]
    public async Task PropertyIsTheServersVariable(string variable, string property)
    {
        var expected = await ClientProgram.QueryAsync(servers.Sandbox, $"SELECT {variable}");
        var information = await ReadAsync(new RememberingObserver());
        Assert.Equal(expected, typeof(ServerInformation).GetProperty(property)!.GetValue(information)!.ToString());
    }

    [Fact]
    public async Task BinaryLogIsTheServersOwn()
    {
        var expected = (await ClientProgram.QueryAsync(servers.Sandbox, "SHOW BINARY LOG STATUS")).Split('\t');
        var information = await ReadAsync(new RememberingObserver());
        Assert.Equal((expected[0], expected[1]), (information.BinaryLogFile, $"{information.BinaryLogPosition}"));
    }

    [Fact]
    public async Task ServerAloneIsStandalone() => Assert.Equal(ServerRole.Standalone, (await ReadAsync(new RememberingObserver())).Role);

    [Fact]
    public async Task ReplicaAndSourceKnowTheirRoles()
    {
        var boxes = await servers.CreateAsync(2);
        await ClientProgram.QueryAsync(boxes[0], "CREATE USER 'r'@'127.0.0.1' IDENTIFIED BY 'r'; GRANT REPLICATION SLAVE ON *.* TO 'r'@'127.0.0.1';");
        await ClientProgram.QueryAsync(boxes[1], $"CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT={boxes[0].Port}, SOURCE_USER='r', SOURCE_PASSWORD='r', SOURCE_AUTO_POSITION=1, GET_SOURCE_PUBLIC_KEY=1; START REPLICA;");
        await WaitForAsync(async () => (await ClientProgram.QueryAsync(boxes[1], "SELECT SERVICE_STATE FROM performance_schema.replication_connection_status")) == "ON");
        var source = await ServerInformationReader.ReadAsync(boxes[0].Server, SilentObserver.Instance, CancellationToken.None);
        var replica = await ServerInformationReader.ReadAsync(boxes[1].Server, SilentObserver.Instance, CancellationToken.None);
        Assert.Equal((ServerRole.Source, 1, ServerRole.Replica, $"127.0.0.1:{boxes[0].Port}"), (source.Role, source.ReplicaCount, replica.Role, replica.Sources.Single()));
    }

    [Fact]
    public async Task ReadOnlyStateIsTold()
    {
        var box = (await servers.CreateAsync(1, "super_read_only=ON"))[0];
        var information = await ServerInformationReader.ReadAsync(box.Server, SilentObserver.Instance, CancellationToken.None);
        Assert.Equal(ReadOnlyState.SuperReadOnly, information.ReadOnly);
    }

    [Fact]
    public async Task VariableFromTheOptionFileNamesTheFile()
    {
        var variable = (await ReadAsync(new RememberingObserver())).ChangedVariables!.Single(item => item.Name == "sync_binlog");
        Assert.Equal(("0", "EXPLICIT", Path.Combine(servers.Sandbox.Path, "my.cnf")), (variable.Value, variable.Origin, variable.File));
    }

    [Fact]
    public async Task VariableSetAtRunTimeNamesTheAccount()
    {
        await ClientProgram.QueryAsync(servers.Sandbox, "SET GLOBAL long_query_time = 11");
        var variable = (await ReadAsync(new RememberingObserver())).ChangedVariables!.Single(item => item.Name == "long_query_time");
        await ClientProgram.QueryAsync(servers.Sandbox, "SET GLOBAL long_query_time = DEFAULT");
        Assert.Equal(("11.000000", "DYNAMIC", "root@"), (variable.Value, variable.Origin, variable.SetBy?[..5]));
    }

    [Fact]
    public async Task InstalledComponentIsListed()
    {
        await ClientProgram.QueryAsync(servers.Sandbox, "INSTALL COMPONENT 'file://component_validate_password'");
        var information = await ReadAsync(new RememberingObserver());
        await ClientProgram.QueryAsync(servers.Sandbox, "UNINSTALL COMPONENT 'file://component_validate_password'");
        Assert.Equal(["file://component_validate_password"], information.Components!);
    }

    [Fact]
    public async Task PluginsAreListed() => Assert.Contains((await ReadAsync(new RememberingObserver())).Plugins, plugin => plugin is { Name: "InnoDB", Type: "STORAGE ENGINE", Status: "ACTIVE" });

    [Fact]
    public async Task ConnectionOverTcpTellsItsTls() => Assert.StartsWith("TLSv1.", (await ReadAsync(new RememberingObserver())).TlsVersion, StringComparison.Ordinal);

    [Theory]
    [InlineData("REPLICATION CLIENT")]
    [InlineData("PROCESS")]
    [InlineData("SELECT ON mysql.component")]
    public async Task MissingPrivilegeIsAWarningThatNamesIt(string privilege)
    {
        var server = await TestAccounts.CreateAsync(servers.Sandbox, "humble");
        var observer = new RememberingObserver();
        await ServerInformationReader.ReadAsync(server, observer, CancellationToken.None);
        Assert.Contains(observer.Warnings, warning => warning.Contains($"the privilege {privilege}.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatMayNotBeSeenIsNullAndNotZero()
    {
        var server = await TestAccounts.CreateAsync(servers.Sandbox, "humble");
        var information = await ServerInformationReader.ReadAsync(server, SilentObserver.Instance, CancellationToken.None);
        Assert.Equal((null, null, null, null), (information.Role, information.ReplicaCount, information.BinaryLogFile, information.Components));
    }

    private static async Task WaitForAsync(Func<Task<bool>> state)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (await state())
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        Assert.Fail("The state did not come within ten seconds.");
    }

    private Task<ServerInformation> ReadAsync(RememberingObserver observer) => ServerInformationReader.ReadAsync(servers.Server, observer, CancellationToken.None);
}
