using System.Collections.Concurrent;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Load.Ledger;

namespace MySqlOps.Engine.Load.Run;

/// <summary>The sessions that load at the same time. The first error of one ends the work of all.</summary>
internal sealed class LoadCrew : IAsyncDisposable
{
    private readonly LoadSlot[] _slots;
    private readonly LoadSessions _sessions;

    /// <summary>Makes places for sessions, which are opened when they are needed.</summary>
    public LoadCrew(LoadSessions sessions, int count)
    {
        _sessions = sessions;
        _slots = [.. Enumerable.Range(0, Math.Clamp(count, 1, WorkerLock.Slots)).Select(number => new LoadSlot(sessions, number))];
    }

    /// <summary>What the account may not set in its sessions, as sentences.</summary>
    public IReadOnlyList<string> RefusedSettings => _sessions.Refused;

    /// <summary>The session for what must be done in order.</summary>
    public LoadSlot First => _slots[0];

    /// <summary>Lets all sessions work.</summary>
    public async Task WorkAsync(Func<LoadSlot, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workers = _slots.Select(slot => Task.Run(() => WorkOrStopAsync(slot, work, stop), CancellationToken.None)).ToArray();
        await Task.WhenAll(workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();

        // The error that stopped the others, not their being stopped.
        if (Array.Find(workers, worker => worker.IsFaulted) is { } failed)
            await failed.ConfigureAwait(false);
        await Task.WhenAll(workers).ConfigureAwait(false);
    }

    /// <summary>Does one thing for each item, as many at once as there are sessions.</summary>
    public Task ForEachAsync<T>(IEnumerable<T> items, Func<DataSession, T, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var queue = new ConcurrentQueue<T>(items);
        if (queue.IsEmpty)
            return Task.CompletedTask;
        return WorkAsync(
            async (slot, stop) =>
            {
                while (queue.TryDequeue(out var item))
                    await work(await slot.SessionAsync(stop).ConfigureAwait(false), item, stop).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await Task.WhenAll(_slots.Select(slot => slot.DropAsync())).ConfigureAwait(false);

    private static async Task WorkOrStopAsync(LoadSlot slot, Func<LoadSlot, CancellationToken, Task> work, CancellationTokenSource stop)
    {
        try
        {
            await work(slot, stop.Token).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
