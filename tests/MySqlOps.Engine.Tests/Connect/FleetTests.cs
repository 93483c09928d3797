using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Connect;

public class FleetTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task OutcomesComeInTheOrderOfTheInputs()
    {
        var ends = Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource()).ToArray();
        var all = CollectAsync(Fleet.RunAsync([0, 1, 2, 3, 4], 5, WorkAsync, CancellationToken.None));

        foreach (var end in ends.Reverse())
            end.SetResult();

        Assert.Equal([0, 10, 20, 30, 40], (await all.WaitAsync(Patience)).Select(outcome => outcome.Value));

        async Task<int> WorkAsync(int input, CancellationToken cancellationToken)
        {
            await ends[input].Task.WaitAsync(cancellationToken);
            return input * 10;
        }
    }

    [Fact]
    public async Task OutcomeComesBeforeLaterWorkIsDone()
    {
        var outcomes = Fleet.RunAsync([0, 1], 2, WorkAsync, CancellationToken.None).GetAsyncEnumerator();

        Assert.True(await outcomes.MoveNextAsync().AsTask().WaitAsync(Patience));

        await outcomes.DisposeAsync();

        static async Task<int> WorkAsync(int input, CancellationToken cancellationToken)
        {
            await Task.Delay(input == 0 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, cancellationToken);
            return input;
        }
    }

    [Fact]
    public async Task NeverMoreRunThanTheLimit()
    {
        var (running, most) = (0, 0);
        var gate = new Lock();

        await CollectAsync(Fleet.RunAsync([.. Enumerable.Range(0, 40)], 3, WorkAsync, CancellationToken.None)).WaitAsync(Patience);

        Assert.InRange(most, 1, 3);

        async Task<int> WorkAsync(int input, CancellationToken cancellationToken)
        {
            lock (gate)
                most = Math.Max(most, ++running);
            await Task.Delay(1, cancellationToken);
            lock (gate)
                running--;
            return input;
        }
    }

    [Fact]
    public async Task AsManyRunAtOnceAsTheLimitAllows()
    {
        var started = 0;
        var allStarted = new TaskCompletionSource();

        var outcomes = await CollectAsync(Fleet.RunAsync([0, 1, 2], 3, WorkAsync, CancellationToken.None)).WaitAsync(Patience);

        Assert.Equal(3, outcomes.Count);

        async Task<int> WorkAsync(int input, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref started) == 3)
                allStarted.SetResult();
            await allStarted.Task.WaitAsync(cancellationToken);
            return input;
        }
    }

    [Fact]
    public async Task OneErrorDoesNotTouchTheOthers()
    {
        var outcomes = await CollectAsync(Fleet.RunAsync([0, 1, 2], 2, WorkAsync, CancellationToken.None)).WaitAsync(Patience);

        Assert.Equal([(0, null), (0, ErrorId.ConnectRefused), (2, null)], outcomes.Select(outcome => (outcome.Value, outcome.Error?.Id)));

        static async Task<int> WorkAsync(int input, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return input == 1 ? throw new MySqlOpsException(ErrorId.ConnectRefused, "No.") : input;
        }
    }

    [Fact]
    public async Task ErrorBeforeTheFirstAwaitIsAnOutcomeToo()
    {
        var outcomes = await CollectAsync(Fleet.RunAsync<int, int>([0], 1, (_, _) => throw new MySqlOpsException(ErrorId.AddressInvalid, "No."), CancellationToken.None));

        Assert.Equal([ErrorId.AddressInvalid], outcomes.Select(outcome => outcome.Error?.Id));
    }

    [Fact]
    public async Task BugFlies()
    {
        var outcomes = CollectAsync(Fleet.RunAsync<int, int>([0, 1], 2, (_, _) => throw new InvalidOperationException("bug"), CancellationToken.None));

        await Assert.ThrowsAsync<InvalidOperationException>(() => outcomes.WaitAsync(Patience));
    }

    [Fact]
    public async Task WhoStopsListeningCancelsTheRest()
    {
        var cancelled = 0;
        await foreach (var outcome in Fleet.RunAsync([0, 1, 2], 3, WorkAsync, CancellationToken.None))
        {
            if (outcome.Input == 0)
                break;
        }

        Assert.Equal(2, cancelled);

        async Task<int> WorkAsync(int input, CancellationToken cancellationToken)
        {
            try
            {
                await Task.Delay(input == 0 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, cancellationToken);
                return input;
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref cancelled);
                throw;
            }
        }
    }

    [Fact]
    public async Task WhatHasNotStartedNeverStartsOnceNobodyListens()
    {
        var started = 0;
        await foreach (var outcome in Fleet.RunAsync([0, 1, 2, 3], 2, WorkAsync, CancellationToken.None))
        {
            if (outcome.Input == 0)
                break;
        }

        // The first, its neighbour, and perhaps the one that took the first's place; the last waits for the neighbour.
        Assert.InRange(started, 2, 3);

        async Task<int> WorkAsync(int input, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref started);
            await Task.Delay(input == 0 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, cancellationToken);
            return input;
        }
    }

    [Fact]
    public async Task CancellationFlowsToTheWork()
    {
        using var source = new CancellationTokenSource();
        var outcomes = CollectAsync(Fleet.RunAsync([0, 1], 1, WaitAsync, source.Token));

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outcomes.WaitAsync(Patience));
    }

    [Fact]
    public async Task NothingStartsOnACancelledToken()
    {
        var started = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CollectAsync(Fleet.RunAsync([0, 1], 2, WorkAsync, new CancellationToken(canceled: true))));

        Assert.Equal(0, started);

        Task<int> WorkAsync(int input, CancellationToken cancellationToken) => Task.FromResult(Interlocked.Increment(ref started));
    }

    [Fact]
    public async Task NoInputGivesNoOutcome()
    {
        Assert.Empty(await CollectAsync(Fleet.RunAsync<int, int>([], 1, WaitAsync, CancellationToken.None)));
    }

    private static async Task<int> WaitAsync(int input, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return input;
    }

    private static async Task<List<T>> CollectAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
            list.Add(item);
        return list;
    }
}
