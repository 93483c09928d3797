using System.Diagnostics;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Sandbox;

/// <summary>A process that is killed while it makes a sandbox (kill -9), and what the next one finds.</summary>
public sealed class KilledCreatorTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TestSandboxes _home = new();
    private readonly int _port = Scene.NewBasePort();

    public async Task InitializeAsync()
    {
        // The template is made once and is no part of this.
        foreach (var sandbox in await _home.CreateAsync(1))
            await new SandboxControl(Foundation.SilentObserver.Instance).RemoveAsync(sandbox.Path, CancellationToken.None);
    }

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("data")]
    [InlineData("data/ibdata1")]
    [InlineData("my.cnf")]
    [InlineData("first-start.sql")]
    [InlineData("mysqld.log")]
    [InlineData("mysqld.sock")]
    [InlineData("mysqld.pid")]
    public async Task KilledAtAKnownPointItLeavesNothingInTheWay(string sign)
    {
        var path = Path.Combine(_home.Path, $"{_port}", sign);
        using var maker = SandboxMaker.Start(_home.Path, _port);

        await WaitAsync(maker, () => Path.Exists(path));
        maker.Kill();

        await AssertTheNextOneSucceedsAsync(maker);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task KilledAtARandomPointItLeavesNothingInTheWay(int seed)
    {
        var delay = new Random(seed * 7919).Next(200, 3000);
        using var maker = SandboxMaker.Start(_home.Path, _port);
        var start = Stopwatch.StartNew();

        await WaitAsync(maker, () => start.ElapsedMilliseconds > delay);
        maker.Kill();

        await AssertTheNextOneSucceedsAsync(maker);
    }

    private static async Task WaitAsync(Process maker, Func<bool> condition)
    {
        var start = Stopwatch.StartNew();
        while (!maker.HasExited && !condition())
        {
            Assert.True(start.Elapsed < Limit, "the point never came");
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }
    }

    private async Task AssertTheNextOneSucceedsAsync(Process maker)
    {
        await maker.WaitForExitAsync();
        foreach (var found in await Scene.ListAsync(_home.Path))
        {
            Assert.Contains(found.State, new[] { SandboxState.Incomplete, SandboxState.Running });

            // It was quicker than the kill: then it is whole, and makes room.
            if (found.State == SandboxState.Running)
                await new SandboxControl(Foundation.SilentObserver.Instance).RemoveAsync(found.Path, CancellationToken.None);
        }

        var made = (await Scene.MakeAsync(new SandboxOptions { Path = _home.Path, BasePort = _port })).Single();

        Assert.Equal((_port, SandboxState.Running), (made.Port, made.State));
        Assert.Equal([made.Path], Directory.EnumerateFileSystemEntries(_home.Path));
        Assert.Single(CommandLines.Now(), line => line.Contains(_home.Path, StringComparison.Ordinal));
        Assert.Equal("", await Scene.AskAsync(made.Server, "SELECT @@gtid_executed"));
        await new SandboxControl(Foundation.SilentObserver.Instance).RemoveAsync(made.Path, CancellationToken.None);
        Scene.AssertNothingIsLeft(_home.Path);
    }
}
