using System.Collections.Concurrent;
using System.Diagnostics;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Monitor;
using MySqlOps.Engine.Failover.Promotion;

namespace MySqlOps.Engine.ServerTests.Failover.Monitor;

/// <summary>A monitor that runs, and all that it has said.</summary>
internal sealed class MonitorHost : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<FailoverEvent> _events = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly FailoverMonitor _monitor;
    private readonly Task _work;

    private MonitorHost(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, MonitorOptions options)
    {
        _monitor = new FailoverMonitor(primary, replicas, options, TimeProvider.System);
        _work = Task.Run(ListenAsync);
    }

    /// <summary>Looks often, and is patient with answers: the machine that runs the tests may be busy.</summary>
    public static MonitorOptions Eager { get; } = new()
    {
        Watch = new PrimaryWatchOptions { Interval = TimeSpan.FromSeconds(0.3), ProbeTimeout = TimeSpan.FromSeconds(5), WitnessTimeout = TimeSpan.FromSeconds(5) },
        SurveyInterval = TimeSpan.FromSeconds(1),
        SurveyTimeout = TimeSpan.FromSeconds(5),
        CoolDown = TimeSpan.Zero,
        Failover = new FailoverOptions { ApplyTimeout = TimeSpan.FromSeconds(20), ReplicaTimeout = TimeSpan.FromSeconds(15), LeaseTime = TimeSpan.FromSeconds(5) },
    };

    /// <summary>What it has said.</summary>
    public IReadOnlyList<FailoverEvent> Events => [.. _events];

    /// <summary>How things are at its newest look.</summary>
    public MonitorSnapshot Snapshot => _monitor.Snapshot;

    /// <summary>Starts one.</summary>
    public static MonitorHost Start(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, MonitorOptions? options = null) => new(primary, replicas, options ?? Eager);

    /// <summary>Starts one, and waits until it holds the lease and has asked all members.</summary>
    public static async Task<MonitorHost> StartActiveAsync(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, MonitorOptions? options = null)
    {
        var host = Start(primary, replicas, options);
        await host.AwaitAsync(FailoverEventKind.LeaseTaken);
        await host.UntilAsync(() => host.Snapshot is { IsActive: true, Members.Count: > 0 }, "It never looked at its members.");
        return host;
    }

    /// <summary>Waits until it says something of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="server">About whom; null for anybody.</param>
    /// <param name="after">How many of that kind it had said before.</param>
    public async Task<FailoverEvent> AwaitAsync(FailoverEventKind kind, MySqlServer? server = null, int after = 0)
    {
        FailoverEvent[] Found() => [.. _events.Where(said => said.Kind == kind && (server is null || said.Server.Endpoint == server.Endpoint))];
        await UntilAsync(() => Found().Length > after, $"It never said {kind}.");
        return Found()[after];
    }

    /// <summary>Waits until it says something of one of some kinds.</summary>
    public async Task<FailoverEvent> AwaitAnyAsync(params FailoverEventKind[] kinds)
    {
        await UntilAsync(() => _events.Any(said => kinds.Contains(said.Kind)), $"It never said {string.Join(" or ", kinds)}.");
        return _events.First(said => kinds.Contains(said.Kind));
    }

    /// <summary>Waits until its newest look has a verdict.</summary>
    public Task AwaitVerdictAsync(PrimaryVerdict verdict) => UntilAsync(() => Snapshot.Diagnosis?.Verdict == verdict, $"It never saw {verdict}.");

    /// <summary>Waits until it has looked some more times.</summary>
    public async Task AwaitLooksAsync(int count)
    {
        var goal = (Snapshot.Diagnosis?.Looks ?? 0) + count;
        await UntilAsync(() => Snapshot.Diagnosis?.Looks >= goal, "It does not look any more.");
    }

    /// <summary>Waits until it ends by itself.</summary>
    public Task AwaitEndAsync() => _work.WaitAsync(Limit);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _monitor.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        await foreach (var said in _monitor.RunAsync(_stop.Token))
            _events.Enqueue(said);
    }

    private async Task UntilAsync(Func<bool> isSo, string otherwise)
    {
        var clock = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(clock.Elapsed < Limit, $"{otherwise}\n{string.Join('\n', _events)}");
            if (_work.IsCompleted)
            {
                await _work;
                Assert.True(isSo(), $"{otherwise} It has ended.\n{string.Join('\n', _events)}");
            }

            await Task.Delay(20);
        }
    }
}
