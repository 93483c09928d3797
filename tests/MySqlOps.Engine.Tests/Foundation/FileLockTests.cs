using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Tests.Connect;

namespace MySqlOps.Engine.Tests.Foundation;

/// <summary>The lock between processes.</summary>
public sealed class FileLockTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task OnlyOneHoldsTheLockAndTheNextOneWaits()
    {
        var first = FileLock.TryAcquire(_scratch.File("lock"));
        var second = FileLock.AcquireAsync(_scratch.File("lock"), TimeProvider.System, CancellationToken.None);

        Assert.NotNull(first);
        Assert.Null(FileLock.TryAcquire(_scratch.File("lock")));
        Assert.False(second.IsCompleted);
        first.Dispose();
        using var taken = await second.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task WaitingCanBeCancelled()
    {
        using var held = FileLock.TryAcquire(_scratch.File("lock"));
        using var stop = new CancellationTokenSource();
        var waiting = FileLock.AcquireAsync(_scratch.File("lock"), TimeProvider.System, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public void AFolderThatIsNotThereIsAnErrorAndNotALongWait()
    {
        Assert.Throws<DirectoryNotFoundException>(() => FileLock.TryAcquire(_scratch.File("no/such/lock")));
    }
}
