using System.Diagnostics;
using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Monitor;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Benchmarks.Failover;

/// <summary>How often a monitor fails over that should not: it is cut off, replicas are, or the primary is busy, frozen for a moment, or lets nobody in.</summary>
internal sealed class QuietBenchmark : IBenchmark
{
    private const int BasePort = 24210;
    private const string Account = "monitor";

    private readonly Dictionary<string, (int Runs, int Verdicts, int Failovers)> _counts = new(StringComparer.Ordinal);
    private readonly List<Usage> _calm = [];

    /// <inheritdoc />
    public string Name => "failover-quiet";

    /// <inheritdoc />
    public string Title => "Failovers that must not be";

    /// <inheritdoc />
    public async Task<BenchmarkReport> RunAsync(Workbench workbench, CancellationToken cancellationToken)
    {
        await using var trio = await Trio.CreateAsync(Path.Combine(workbench.Folder, "q"), BasePort, cancellationToken);
        var ours = trio.Servers.Select(static server => new TcpProxy(server.Port)).ToArray();
        var theirs = trio.Servers.Skip(1).Select(_ => new TcpProxy(trio.Servers[0].Port)).ToArray();
        try
        {
            await RunAsync(trio, ours, theirs, workbench.Rounds, cancellationToken);
        }
        finally
        {
            foreach (var way in ours.Concat(theirs))
                await way.DisposeAsync();
        }

        var (verdicts, failovers) = (_counts.Values.Sum(static count => count.Verdicts), _counts.Values.Sum(static count => count.Failovers));
        return new BenchmarkReport
        {
            Setup = "A primary and two replicas on this one machine, a client that writes each 20 ms; a monitor that looks each second, accepts every risk and knows no cool-down, so that nothing but its verdict holds it back. What is not said to last 3 s lasts 6 s.",
            Groups = [[new Timings("from the end of a disturbance until all is well in the monitor's eyes", _calm)]],
            Notes =
            [
                string.Create(CultureInfo.InvariantCulture, $"The goal is no failover in 200 runs: {failovers} failovers and {verdicts} verdicts for one in {workbench.Rounds} runs."),
                .. _counts.Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}: {pair.Value.Runs} runs, {pair.Value.Failovers} failovers, {pair.Value.Verdicts} verdicts.")),
            ],
        };
    }

    private async Task RunAsync(Trio trio, TcpProxy[] ours, TcpProxy[] theirs, int runs, CancellationToken cancellationToken)
    {
        var disturbances = new Disturbances(trio, ours, theirs, Account).All;
        WatchedMonitor? monitor = null;
        try
        {
            for (var run = 0; run < runs; run++)
            {
                monitor ??= await BeginAsync(trio, ours, theirs, cancellationToken);
                if (await DisturbAsync(disturbances[run % disturbances.Count], trio, monitor, cancellationToken))
                    continue;
                await monitor.DisposeAsync();
                monitor = null;
            }
        }
        finally
        {
            if (monitor is not null)
                await monitor.DisposeAsync();
        }
    }

    private static async Task<WatchedMonitor> BeginAsync(Trio trio, TcpProxy[] ours, TcpProxy[] theirs, CancellationToken cancellationToken)
    {
        await trio.ArrangeAsync(i => theirs[i - 1].Port, cancellationToken);
        string[] account = ["SET SESSION sql_log_bin = 0", $"DROP USER IF EXISTS {Account}@'127.0.0.1'", $"CREATE USER {Account}@'127.0.0.1' IDENTIFIED BY '{Disturbances.Password}'", $"GRANT ALL ON *.* TO {Account}@'127.0.0.1' WITH GRANT OPTION"];
        await Trio.RunAsync(trio.Servers[0], cancellationToken, account);
        foreach (var replica in trio.Servers.Skip(1))
            await Trio.RunAsync(replica, cancellationToken, ["SET GLOBAL super_read_only = OFF", .. account, "SET GLOBAL super_read_only = ON"]);
        var servers = trio.Servers.Zip(ours, static (server, way) => server with { Port = way.Port, User = Account, Password = new Secret(Disturbances.Password) }).ToArray();
        var options = new MonitorOptions { CoolDown = TimeSpan.Zero, MaxPerHour = 0, Failover = new FailoverOptions { AcceptsSplitBrainRisk = true } };
        var monitor = new WatchedMonitor(servers[0], servers[1..], options);
        await monitor.AwaitReadyAsync(trio.Servers[1], cancellationToken);
        return monitor;
    }

    /// <summary>Disturbs, and waits until all is well again.</summary>
    /// <returns>True when the monitor has kept still.</returns>
    private async Task<bool> DisturbAsync(Disturbance disturbance, Trio trio, WatchedMonitor monitor, CancellationToken cancellationToken)
    {
        var before = monitor.Said.Count;
        await using (var writer = await FollowingWriter.StartAsync([trio.Clients[0]], TimeSpan.FromMilliseconds(20), cancellationToken))
            await disturbance.RunAsync(cancellationToken);
        var ended = Stopwatch.GetTimestamp();
        IReadOnlyList<FailoverEvent> Said() => [.. monitor.Said.Skip(before).Select(static said => said.Event)];
        int Count(FailoverEventKind kind) => Said().Count(said => said.Kind == kind);
        var isWrong = false;
        try
        {
            await monitor.AwaitReadyAsync(trio.Servers[1], cancellationToken);
            _calm.Add(new Usage(Stopwatch.GetElapsedTime(ended), null, null));
        }
        catch (BenchmarkException) when (Count(FailoverEventKind.FailoverStarted) > 0)
        {
            isWrong = true;
        }

        isWrong |= Count(FailoverEventKind.FailoverStarted) > 0 || await Trio.TextAsync(trio.Servers[0], "SELECT @@GLOBAL.read_only", cancellationToken) != "0";
        var (runs, verdicts, failovers) = _counts.GetValueOrDefault(disturbance.Name);
        _counts[disturbance.Name] = (runs + 1, verdicts + Count(FailoverEventKind.VerdictReached), failovers + (isWrong ? 1 : 0));
        Console.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss} {disturbance.Name}: {(isWrong ? "FAILED OVER" : "quiet")}, {Count(FailoverEventKind.VerdictReached)} verdicts, states {string.Join(" ", Said().Where(static said => said.Kind == FailoverEventKind.StateChanged).Select(static said => said.Verdict))}");
        if (isWrong || Count(FailoverEventKind.VerdictReached) > 0)
            Console.WriteLine(string.Join("\n", Said()));
        return !isWrong;
    }
}
