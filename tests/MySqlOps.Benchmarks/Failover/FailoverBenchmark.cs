using System.Diagnostics;
using System.Globalization;
using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Monitor;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Failover.Switchover;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Benchmarks.Failover;

/// <summary>How long nobody can write: after a crash and a hang of the primary, until a client's first row is acknowledged by the new one; and when the primary is moved by hand.</summary>
internal sealed class FailoverBenchmark : IBenchmark
{
    private const int BasePort = 24200;
    private const string Crash = "SIGKILL, until a client's first row on the new primary";
    private const string CrashVerdict = "SIGKILL, until the verdict";
    private const string CrashBare = "SIGKILL, the bare statements at once, until the same";
    private const string Hang = "SIGSTOP, until a client's first row on the new primary";
    private const string HangVerdict = "SIGSTOP, until the verdict";
    private const string Busy = "switchover under a writer at full speed, its longest gap";
    private const string BusyBare = "the bare statements under the same, its longest gap";
    private const string Idle = "switchover with a row each 20 ms, its longest gap";
    private const string IdleBare = "the bare statements with the same, its longest gap";
    private const string Return = "start of the dead primary, until the monitor has dealt with it";

    /// <summary>The goals: what takes how long at most, in seconds.</summary>
    private static readonly (string Name, double Seconds)[] Goals = [(CrashVerdict, 2), (Crash, 3), (HangVerdict, 7), (Hang, 9), (Busy, 1), (Idle, 0.5)];

    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(20);

    private readonly FailoverFigures _figures = new();
    private string _folder = "";

    /// <inheritdoc />
    public string Name => "failover";

    /// <inheritdoc />
    public string Title => "Failover and switchover";

    /// <inheritdoc />
    public async Task<BenchmarkReport> RunAsync(Workbench workbench, CancellationToken cancellationToken)
    {
        await using var trio = await Trio.CreateAsync(Path.Combine(workbench.Folder, "f"), BasePort, cancellationToken);
        _folder = workbench.Folder;
        var script = await FenceScriptAsync(cancellationToken);
        for (var round = 0; round <= workbench.Rounds; round++)
        {
            if (round == 1)
                _figures.Clear();
            await FailOverAsync(trio, "KILL", script: null, cancellationToken);
            await BareFailoverAsync(trio, cancellationToken);
            await FailOverAsync(trio, "STOP", script, cancellationToken);
            await SwitchAsync(trio, Busy, TimeSpan.Zero, SwitchOverAsync, cancellationToken);
            await SwitchAsync(trio, BusyBare, TimeSpan.Zero, BareStatements.SwitchOverAsync, cancellationToken);
            await SwitchAsync(trio, Idle, Slow, SwitchOverAsync, cancellationToken);
            await SwitchAsync(trio, IdleBare, Slow, BareStatements.SwitchOverAsync, cancellationToken);
        }

        return new BenchmarkReport
        {
            Setup = $"A primary and two replicas (MySQL {trio.Version}) on this one machine, their files on {new DriveInfo(_folder).DriveFormat}, commits wait for one replica (semi-sync, AFTER_SYNC), replica_net_timeout 4 s; the monitor looks each second, with its other settings as they are by default. After a SIGSTOP a fence script kills the process. The clients and the monitor run on the same machine.",
            Groups =
            [
                [_figures.Of(Crash), _figures.Of(CrashVerdict), _figures.Of(CrashBare)],
                [_figures.Of(Hang), _figures.Of(HangVerdict)],
                [_figures.Of(Busy), _figures.Of(BusyBare)],
                [_figures.Of(Idle), _figures.Of(IdleBare)],
                [_figures.Of(Return)],
            ],
            Notes =
            [
                .. Goals.Select(Judge),
                string.Create(CultureInfo.InvariantCulture, $"Acknowledged rows that the new primary lacked: {_figures.Missing:N0} of {_figures.Acknowledged:N0}, in all runs together."),
                string.Create(CultureInfo.InvariantCulture, $"Of the dead primaries that were started again, {_figures.Rejoined} follow the new primary by the monitor's doing, and {_figures.Kept} had a transaction that nobody had acknowledged, and were kept read-only and reported for it."),
                "The bare statements are STOP REPLICA, RESET REPLICA ALL, read_only = OFF and CHANGE REPLICATION SOURCE TO, typed at the moment of the kill by somebody who looks at nothing first: no detection, no choice, no fence, no proof. They are the floor, not a peer; orchestrator was not to be had here.",
            ],
        };
    }

    private async Task FailOverAsync(Trio trio, string signal, IFenceScript? script, CancellationToken cancellationToken)
    {
        await trio.ArrangeAsync(null, cancellationToken);
        var old = trio.Servers[0];
        var options = new MonitorOptions { Failover = new FailoverOptions { FenceScript = script } };
        await using var monitor = new WatchedMonitor(old, [.. trio.Servers.Skip(1)], options);
        foreach (var replica in trio.Servers.Skip(1))
            await monitor.AwaitReadyAsync(replica, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{old.Port}.pid")), trio.ProcessId(0).ToString(CultureInfo.InvariantCulture), cancellationToken);
        await using var writer = await FollowingWriter.StartAsync(trio.Clients, TimeSpan.Zero, cancellationToken);
        await PhaseAsync(cancellationToken);

        var began = Stopwatch.GetTimestamp();
        await trio.SignalAsync(0, signal, cancellationToken);
        var verdict = await monitor.AwaitAsync(static said => said.Kind == FailoverEventKind.VerdictReached, cancellationToken);
        var ended = (await monitor.AwaitAsync(static said => said.Kind is FailoverEventKind.FailoverCompleted or FailoverEventKind.FailoverFailed or FailoverEventKind.Refused, cancellationToken)).Event;
        if (ended.NewPrimary is not { } primary)
            throw new BenchmarkException($"the failover did not end as it should: {string.Join(" | ", monitor.Said.Select(static said => said.Event))}");
        var first = await writer.AfterAsync(began, old.Port, 50, cancellationToken);
        _figures.Add(signal == "KILL" ? CrashVerdict : HangVerdict, Stopwatch.GetElapsedTime(began, verdict.At));
        _figures.Add(signal == "KILL" ? Crash : Hang, Stopwatch.GetElapsedTime(began, first.At));
        await ReturnAsync(trio, monitor, cancellationToken);
        await writer.StopAsync();
        _figures.AddRows(writer.Acknowledgements.Count, (await writer.MissingAsync(primary, cancellationToken)).Count);
    }

    private async Task ReturnAsync(Trio trio, WatchedMonitor monitor, CancellationToken cancellationToken)
    {
        await monitor.AwaitAsync(() => monitor.Snapshot.IsActive, cancellationToken);
        var port = trio.Servers[0].Port;
        var began = Stopwatch.GetTimestamp();
        await trio.StartAsync(0, cancellationToken);
        var dealt = await monitor.AwaitAsync(said => said.Kind is FailoverEventKind.MemberRejoined or FailoverEventKind.MemberKept && said.Server.Port == port, cancellationToken);
        _figures.Add(Return, Stopwatch.GetElapsedTime(began, dealt.At));
        _figures.AddReturn(dealt.Event.Kind == FailoverEventKind.MemberRejoined);
        if (await Trio.TextAsync(trio.Servers[0], "SELECT @@GLOBAL.super_read_only", cancellationToken) != "1")
            throw new BenchmarkException("the old primary takes writes.");
    }

    private async Task BareFailoverAsync(Trio trio, CancellationToken cancellationToken)
    {
        await trio.ArrangeAsync(null, cancellationToken);
        await using var writer = await FollowingWriter.StartAsync(trio.Clients, TimeSpan.Zero, cancellationToken);
        var began = Stopwatch.GetTimestamp();
        await trio.SignalAsync(0, "KILL", cancellationToken);
        await BareStatements.FailOverAsync(trio, cancellationToken);
        var first = await writer.AfterAsync(began, trio.Servers[0].Port, 50, cancellationToken);
        _figures.Add(CrashBare, Stopwatch.GetElapsedTime(began, first.At));
    }

    private async Task SwitchAsync(Trio trio, string name, TimeSpan pause, Func<Trio, CancellationToken, Task> switchAsync, CancellationToken cancellationToken)
    {
        await trio.ArrangeAsync(null, cancellationToken);
        await using var writer = await FollowingWriter.StartAsync(trio.Clients, pause, cancellationToken);
        var began = Stopwatch.GetTimestamp();
        await switchAsync(trio, cancellationToken);
        await writer.AfterAsync(Stopwatch.GetTimestamp(), trio.Servers[0].Port, 20, cancellationToken);
        _figures.Add(name, writer.LongestGap(began));
        await writer.StopAsync();
        _figures.AddRows(writer.Acknowledgements.Count, (await writer.MissingAsync(trio.Servers[1], cancellationToken)).Count);
    }

    private static async Task SwitchOverAsync(Trio trio, CancellationToken cancellationToken)
    {
        var facts = await new SwitchoverFactsReader(SilentObserver.Instance).ReadAsync(trio.Servers[0], [.. trio.Servers.Skip(1)], [trio.Servers[1]], cancellationToken);
        var plan = SwitchoverPlanner.Plan(facts, new SwitchoverOptions());
        plan.ThrowIfRefused();
        var outcome = await new SwitchoverExecutor(plan, SilentObserver.Instance, TimeProvider.System).RunAsync(cancellationToken);
        if (!outcome.IsComplete)
            throw new BenchmarkException($"the switchover did not end as it should: {outcome.Message}");
    }

    /// <summary>A crash comes at any moment between two looks.</summary>
    private static Task PhaseAsync(CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromMilliseconds(500 + Random.Shared.Next(1000)), cancellationToken);

    /// <summary>It finds the process by a file beside itself that is named after the port.</summary>
    private async Task<IFenceScript> FenceScriptAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder, "fence.sh");
        await File.WriteAllTextAsync(path, "#!/bin/sh\nexec kill -KILL \"$(cat \"$(dirname \"$0\")/$2.pid\")\"\n", cancellationToken);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new FenceProgram(path, TimeSpan.FromSeconds(10));
    }

    private string Judge((string Name, double Seconds) goal)
    {
        var times = _figures.Of(goal.Name);
        var worst = times.Slowest.TotalSeconds;
        return string.Create(CultureInfo.InvariantCulture, $"Goal: {goal.Name}, within {goal.Seconds} s. The median is {times.Median.TotalSeconds:0.00} s and the worst {worst:0.00} s: {(worst <= goal.Seconds ? "met in all runs" : $"missed in {times.Runs.Count(run => run.Elapsed.TotalSeconds > goal.Seconds)} of {times.Runs.Count} runs")}.");
    }
}
