using System.Diagnostics;
using System.Globalization;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Failover.Promotion;

/// <summary>A failover in a process of its own, which stands still after one of its steps: to be killed there, or frozen.</summary>
internal sealed class FailoverChild : IDisposable
{
    private const string Stands = "stands";

    private readonly Process _process;

    private FailoverChild(Process process) => _process = process;

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>Starts it, and waits until it stands still or is done.</summary>
    /// <param name="scene">The servers.</param>
    /// <param name="steps">After how many steps it stands still.</param>
    /// <returns>The child, and the step after which it stands; null when the failover came to its end before.</returns>
    public static async Task<(FailoverChild Child, string? Step)> StartAsync(FailoverFixture scene, int steps)
    {
        var command = ChildProcess.Command(ChildProcess.Assembly, [nameof(FailoverChild), steps.ToString(CultureInfo.InvariantCulture), .. scene.Sandboxes.Select(static sandbox => sandbox.Path)]);
        var child = new FailoverChild(Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardInput = true })!);
        while (await child._process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) is { } line)
        {
            if (line.StartsWith(Stands, StringComparison.Ordinal))
                return (child, line[Stands.Length..]);
        }

        return (child, null);
    }

    /// <summary>What the process does. Arguments: the number of steps, and the paths of the sandboxes, that of the primary first.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var left = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        var servers = await Task.WhenAll(arguments[1..].Select(static async path => (await new SandboxReader().ReadAsync(path, CancellationToken.None)).Server));
        var operation = new FailoverOperation(servers[0], servers[1..], FailoverFixture.Accepting, TimeProvider.System)
        {
            Report = async (step, _) =>
            {
                if (Interlocked.Decrement(ref left) != 0)
                    return;
                await System.Console.Out.WriteLineAsync($"{Stands} {step.Kind}: {step.Action}");

                // On goes whoever is told to; all others stand here until they are killed.
                await System.Console.In.ReadLineAsync(CancellationToken.None);
            },
        };
        try
        {
            await operation.RunAsync(CancellationToken.None);
        }
        catch (MySqlOpsException e)
        {
            await System.Console.Out.WriteLineAsync($"{e.Id}");
        }
    }

    /// <summary>Kills it as kill -9 does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Lets it go on.</summary>
    /// <returns>The error with which it ended; null for none.</returns>
    public async Task<string?> GoOnAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync();
        var last = await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
        await _process.WaitForExitAsync();
        return last;
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
