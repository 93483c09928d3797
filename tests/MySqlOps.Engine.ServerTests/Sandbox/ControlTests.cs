using System.Net;
using System.Net.Sockets;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Sandbox;

/// <summary>Starting, stopping and removing.</summary>
public sealed class ControlTests : IAsyncLifetime
{
    private readonly TestSandboxes _home = new();
    private readonly SandboxControl _control = new(SilentObserver.Instance);
    private MySqlSandbox _sandbox = null!;

    public async Task InitializeAsync() => _sandbox = (await _home.CreateAsync(1))[0];

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DataOutlivesAStopAndACrash(bool kill)
    {
        await Scene.TellAsync(_sandbox.Server, "CREATE TABLE mysql.kept (id INT PRIMARY KEY) SELECT 7 AS id");

        var stopped = await _control.StopAsync(_sandbox.Path, kill, CancellationToken.None);
        var started = await _control.StartAsync(_sandbox.Path, CancellationToken.None);

        Assert.Equal((SandboxState.Stopped, null), (stopped.State, stopped.ProcessId));
        Assert.Equal((SandboxState.Running, _sandbox.Uuid), (started.State, started.Uuid));
        Assert.NotEqual(_sandbox.ProcessId, started.ProcessId);
        Assert.Equal("7", await Scene.AskAsync(_sandbox.Server, "SELECT id FROM mysql.kept"));
    }

    [Fact]
    public async Task StartingAndStoppingTwiceIsNoError()
    {
        var again = await _control.StartAsync(_sandbox.Path, CancellationToken.None);
        await _control.StopAsync(_sandbox.Path, kill: false, CancellationToken.None);
        var stopped = await _control.StopAsync(_sandbox.Path, kill: false, CancellationToken.None);

        Assert.Equal(_sandbox.ProcessId, again.ProcessId);
        Assert.Equal(SandboxState.Stopped, stopped.State);
    }

    [Fact]
    public async Task ARunningSandboxIsRemovedWithItsServer()
    {
        await _control.RemoveAsync(_sandbox.Path, CancellationToken.None);

        Scene.AssertNothingIsLeft(_home.Path);
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => _control.RemoveAsync(_sandbox.Path, CancellationToken.None));
        Assert.Equal(ErrorId.SandboxMissing, error.Id);
    }

    [Fact]
    public async Task AServerThatCantBeReachedIsStoppedByForceOnly()
    {
        await Scene.TellAsync(_sandbox.Server, "ALTER USER root@localhost IDENTIFIED BY 'another one'");

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => _control.StopAsync(_sandbox.Path, kill: false, CancellationToken.None));
        var stopped = await _control.StopAsync(_sandbox.Path, kill: true, CancellationToken.None);

        Assert.Equal(ErrorId.SandboxStopFailed, error.Id);
        Assert.Equal(SandboxState.Stopped, stopped.State);
    }

    [Fact]
    public async Task AStartOnATakenPortSaysSo()
    {
        await _control.StopAsync(_sandbox.Path, kill: false, CancellationToken.None);
        using var squatter = new TcpListener(IPAddress.Loopback, _sandbox.Port);
        squatter.Start();

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => _control.StartAsync(_sandbox.Path, CancellationToken.None));

        Assert.Equal(ErrorId.SandboxPortTaken, error.Id);
        Assert.Equal(SandboxState.Stopped, (await Scene.ListAsync(_home.Path)).Single().State);
    }

    [Fact]
    public async Task AServerThatDoesNotStartIsQuoted()
    {
        await _control.StopAsync(_sandbox.Path, kill: false, CancellationToken.None);
        await File.AppendAllTextAsync(Path.Combine(_sandbox.Path, "my.cnf"), "no_such_option=1\n");

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => _control.StartAsync(_sandbox.Path, CancellationToken.None));

        Assert.Equal(ErrorId.SandboxStartFailed, error.Id);
        Assert.Contains("no_such_option", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RemovingDoesNotFollowLinksOut()
    {
        var outside = Directory.CreateTempSubdirectory("mysqlops-outside-").FullName;
        var treasure = Path.Combine(outside, "treasure");
        await File.WriteAllTextAsync(treasure, "mine");
        Directory.CreateSymbolicLink(Path.Combine(_sandbox.Path, "way-out"), outside);
        Directory.CreateSymbolicLink(Path.Combine(_sandbox.Path, "data", "way-out"), outside);
        File.CreateSymbolicLink(Path.Combine(_sandbox.Path, "way-to-file"), treasure);

        await _control.RemoveAsync(_sandbox.Path, CancellationToken.None);

        Scene.AssertNothingIsLeft(_home.Path);
        Assert.Equal("mine", await File.ReadAllTextAsync(treasure));
        Directory.Delete(outside, recursive: true);
    }
}
