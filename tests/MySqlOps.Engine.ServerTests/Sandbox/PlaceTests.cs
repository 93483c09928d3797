using System.Net;
using System.Net.Sockets;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Sandbox;

/// <summary>Ports, paths and options that make trouble.</summary>
public sealed class PlaceTests : IAsyncLifetime
{
    private readonly TestSandboxes _home = new();
    private readonly int _port = Scene.NewBasePort();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Fact]
    public async Task ATakenPortIsPassedOver()
    {
        using var squatter = new TcpListener(IPAddress.Loopback, _port);
        squatter.Start();

        var made = await Scene.MakeAsync(new SandboxOptions { Path = _home.Path, BasePort = _port });

        Assert.Equal(_port + 1, made.Single().Port);
    }

    [Fact]
    public async Task APortThatIsTakenAfterTheLookIsPassedOver()
    {
        using var squatter = new TcpListener(IPAddress.Loopback, _port);
        var observer = new Eavesdropper(message => message.Contains("Making a sandbox", StringComparison.Ordinal), squatter.Start);

        var made = await Scene.MakeAsync(new SandboxOptions { Path = _home.Path, BasePort = _port }, observer);

        Assert.Equal(_port + 1, made.Single().Port);
        Assert.Equal([made[0].Path], Directory.EnumerateFileSystemEntries(_home.Path));
    }

    [Fact]
    public async Task WithoutAFreePortThereIsAnError()
    {
        using var squatter = new TcpListener(IPAddress.Loopback, 65535);
        squatter.Start();

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => Scene.MakeAsync(new SandboxOptions { Path = _home.Path, BasePort = 65535 }));

        Assert.Equal(ErrorId.SandboxPortTaken, error.Id);
        Scene.AssertNothingIsLeft(_home.Path);
    }

    [Fact]
    public async Task APathThatCantBeWrittenIsAnError()
    {
        Directory.CreateDirectory(_home.Path);
        var file = Path.Combine(_home.Path, "file");
        await File.WriteAllTextAsync(file, "x");

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => Scene.MakeAsync(new SandboxOptions { Path = Path.Combine(file, "boxes"), BasePort = _port }));

        Assert.Equal(ErrorId.FileFailed, error.Id);
    }

    [Fact]
    public async Task APathTooLongForASocketAndHardToQuoteWorks()
    {
        var path = Path.Combine(_home.Path, $"it's a \"#\" \\ {new string('x', 90)} ü");

        var sandbox = (await Scene.MakeAsync(new SandboxOptions { Path = path, BasePort = _port })).Single();
        var socket = await Scene.AskAsync(sandbox.Server, "SELECT @@socket");
        var byClient = await ClientProgram.QueryAsync(sandbox, "SELECT @@port");
        await new SandboxControl(SilentObserver.Instance).RemoveAsync(sandbox.Path, CancellationToken.None);

        Assert.Equal($"{sandbox.Port}", byClient);
        Assert.True(socket!.Length < 104);
        Assert.False(Directory.Exists(Path.GetDirectoryName(socket)));
        Scene.AssertNothingIsLeft(path);
    }

    [Fact]
    public async Task AnOptionThatMysqldRefusesIsQuotedAndNothingIsLeft()
    {
        var options = new SandboxOptions { Path = _home.Path, BasePort = _port, Options = TestSandboxes.Parse(["no_such_option=1"]) };

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => Scene.MakeAsync(options));

        Assert.Equal(ErrorId.SandboxOptionInvalid, error.Id);
        Assert.Contains("no_such_option=1", error.Message, StringComparison.Ordinal);
        Scene.AssertNothingIsLeft(_home.Path);
    }

    [Fact]
    public async Task AnOptionThatOnlyTheStartShowsWrongIsQuotedAndNothingIsLeft()
    {
        var options = new SandboxOptions { Path = _home.Path, BasePort = _port, Count = 2, Options = TestSandboxes.Parse(["log_bin=/no/such/folder/binlog"]) };

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => Scene.MakeAsync(options));

        Assert.Equal(ErrorId.SandboxStartFailed, error.Id);
        Assert.Contains("/no/such/folder", error.Message, StringComparison.Ordinal);
        Scene.AssertNothingIsLeft(_home.Path);
    }

    [Fact]
    public async Task OptionsOfTheUserWinOverOurs()
    {
        var made = await _home.CreateAsync(1, "gtid_mode=OFF_PERMISSIVE", "skip-log-bin", "super_read_only=ON", "require_secure_transport=ON");

        Assert.Equal("OFF_PERMISSIVE 0 1", await Scene.AskAsync(made[0].Server, "SELECT CONCAT_WS(' ', @@gtid_mode, @@log_bin, @@super_read_only)"));
    }

    [Fact]
    public async Task OptionsThatADataDirectoryIsMadeWithWork()
    {
        var made = await _home.CreateAsync(1, "lower-case-table-names=1");

        Assert.Equal("1", await Scene.AskAsync(made[0].Server, "SELECT @@lower_case_table_names"));
    }

    [Fact]
    public async Task TwoFactoriesAtOnceDoNotClash()
    {
        var options = new SandboxOptions { Path = _home.Path, BasePort = _port, Count = 2 };

        var made = await Task.WhenAll(Scene.MakeAsync(options), Scene.MakeAsync(options));

        Assert.Equal(4, made.SelectMany(all => all).Select(sandbox => sandbox.Port).Distinct().Count());
        Assert.All(await Scene.ListAsync(_home.Path), sandbox => Assert.Equal(SandboxState.Running, sandbox.State));
    }
}
