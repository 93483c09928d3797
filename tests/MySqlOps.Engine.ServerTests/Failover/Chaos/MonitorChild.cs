using System.Diagnostics;
using System.Globalization;
using MySqlOps.Engine.Failover.Monitor;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Failover.Monitor;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Failover.Chaos;

/// <summary>A monitor in a process of its own, which writes down each kind of event that it says: to be frozen, or to be killed after some steps of its failover.</summary>
internal sealed class MonitorChild : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private MonitorChild(Process process) => _process = process;

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>Starts it, and waits until it holds the lease.</summary>
    /// <param name="scene">The servers.</param>
    /// <param name="steps">After how many steps of a failover it ends as by kill -9; 0 for never.</param>
    public static async Task<MonitorChild> StartAsync(Promotion.FailoverFixture scene, int steps = 0)
    {
        var command = ChildProcess.Command(ChildProcess.Assembly, [nameof(MonitorChild), steps.ToString(CultureInfo.InvariantCulture), .. scene.Sandboxes.Select(static sandbox => sandbox.Path)]);
        var child = new MonitorChild(Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!);
        Assert.True(await child.SaysAsync(FailoverEventKind.LeaseTaken), "It ended before it had the lease.");
        return child;
    }

    /// <summary>Reads on until it says something of a kind.</summary>
    /// <returns>False when it has ended before.</returns>
    public async Task<bool> SaysAsync(FailoverEventKind kind)
    {
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(Limit) is { } line)
        {
            if (line == kind.ToString())
                return true;
        }

        return false;
    }

    /// <summary>What the process does. Arguments: the number of steps, and the paths of the sandboxes, that of the primary first.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var left = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        var servers = await Task.WhenAll(arguments[1..].Select(static async path => (await new SandboxReader().ReadAsync(path, CancellationToken.None)).Server));
        var options = MonitorHost.Eager with { Failover = MonitorHost.Eager.Failover with { AcceptsSplitBrainRisk = true } };
        await using var monitor = new FailoverMonitor(servers[0], servers[1..], options, TimeProvider.System);
        await foreach (var said in monitor.RunAsync(CancellationToken.None))
        {
            await System.Console.Out.WriteLineAsync(said.Kind.ToString());
            if (said.Kind == FailoverEventKind.Step && --left == 0)
            {
                using var self = Process.GetCurrentProcess();
                self.Kill();
            }
        }
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
