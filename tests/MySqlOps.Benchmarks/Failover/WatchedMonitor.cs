using System.Diagnostics;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Monitor;

namespace MySqlOps.Benchmarks.Failover;

/// <summary>A monitor at work, and what it has said with the moments at which it said it.</summary>
internal sealed class WatchedMonitor : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<(FailoverEvent Event, long At)> _said = [];
    private readonly FailoverMonitor _monitor;
    private readonly Task _work;

    /// <summary>Begins.</summary>
    public WatchedMonitor(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, MonitorOptions options)
    {
        _monitor = new FailoverMonitor(primary, replicas, options, TimeProvider.System);
        _work = Task.Run(ListenAsync);
    }

    /// <summary>How things are.</summary>
    public MonitorSnapshot Snapshot => _monitor.Snapshot;

    /// <summary>What it has said.</summary>
    public IReadOnlyList<(FailoverEvent Event, long At)> Said
    {
        get
        {
            lock (_lock)
                return [.. _said];
        }
    }

    /// <summary>Waits until it says something.</summary>
    /// <returns>That, and when it said it.</returns>
    public async Task<(FailoverEvent Event, long At)> AwaitAsync(Func<FailoverEvent, bool> isMeant, CancellationToken cancellationToken)
    {
        (FailoverEvent, long At) found = default;
        await AwaitAsync(() => (found = Said.FirstOrDefault(said => isMeant(said.Event))).At > 0, cancellationToken);
        return found;
    }

    /// <summary>Waits until it may act, all is well in its eyes, and the replicas have it on record that all servers start read-only.</summary>
    public async Task AwaitReadyAsync(MySqlServer replica, CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetUtcNow();
        await AwaitAsync(
            () => Snapshot is { IsActive: true, Diagnosis: { Verdict: PrimaryVerdict.Healthy, Witnesses.Count: 2 } look } && look.At > since && look.Witnesses.All(static witness => witness.View == WitnessView.Sees),
            cancellationToken);
        var session = await Session.OpenAsync(replica, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var watch = Stopwatch.StartNew();
            while ((await BootFenceNotes.ReadAsync(session, cancellationToken).ConfigureAwait(false)).Count != 3)
            {
                if (watch.Elapsed > TimeSpan.FromMinutes(1))
                    throw new TimeoutException($"{replica} never noted of all three that they start read-only.");
                await Task.Delay(20, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits until something is so.</summary>
    public async Task AwaitAsync(Func<bool> isSo, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (!isSo())
        {
            if (_work.IsFaulted)
                await _work;
            if (watch.Elapsed > Trio.Limit)
                throw new BenchmarkException($"The monitor never came so far. {Snapshot.Standing} {string.Join(" | ", Said.TakeLast(12).Select(static said => said.Event.ToString()))}");
            await Task.Delay(10, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (await Task.WhenAny(_work, Task.Delay(Trio.Limit, CancellationToken.None)) != _work)
            throw new BenchmarkException($"The monitor does not end. {string.Join(" | ", Said.TakeLast(12).Select(static said => said.Event.ToString()))}");
        await _monitor.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        await foreach (var said in _monitor.RunAsync(_stop.Token))
        {
            lock (_lock)
                _said.Add((said, Stopwatch.GetTimestamp()));
        }
    }
}
