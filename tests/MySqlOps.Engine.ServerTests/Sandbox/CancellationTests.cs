using System.Diagnostics;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Sandbox;

/// <summary>Making sandboxes, given up half-way.</summary>
public sealed class CancellationTests : IAsyncLifetime
{
    private readonly TestSandboxes _home = new();
    private readonly int _port = Scene.NewBasePort();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(500)]
    [InlineData(1000)]
    public async Task CancellingLeavesNothingBehindAndIsQuick(int milliseconds)
    {
        // The template is made once and is no part of this.
        await _home.CreateAsync(1);
        await Clear();
        using var stop = new CancellationTokenSource();
        var cancelled = new Stopwatch();
        var observer = new Eavesdropper(message => message.Contains("Making a sandbox", StringComparison.Ordinal), () => stop.CancelAfter(milliseconds));
        stop.Token.Register(cancelled.Start);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Scene.MakeAsync(new SandboxOptions { Path = _home.Path, BasePort = _port, Count = 4 }, observer, stop.Token));

        // What was given out before the cancellation stays; four in the time given are not possible.
        var given = await Scene.ListAsync(_home.Path);
        Assert.All(given, sandbox => Assert.Equal(SandboxState.Running, sandbox.State));
        Assert.True(cancelled.Elapsed < TimeSpan.FromSeconds(5), $"it took {cancelled.Elapsed}");
        await Clear();
        Scene.AssertNothingIsLeft(_home.Path);
    }

    [Fact]
    public async Task WhoTakesOneOfThreeGetsOne()
    {
        await foreach (var _ in new SandboxFactory(SilentObserver.Instance).CreateAsync(new SandboxOptions { Path = _home.Path, BasePort = _port, Count = 3 }, CancellationToken.None))
            break;

        Assert.Equal(_port, (await Scene.ListAsync(_home.Path)).Single().Port);
        Assert.Single(Directory.EnumerateFileSystemEntries(_home.Path));
    }

    private async Task Clear()
    {
        foreach (var sandbox in await Scene.ListAsync(_home.Path))
            await new SandboxControl(SilentObserver.Instance).RemoveAsync(sandbox.Path, CancellationToken.None);
    }
}
