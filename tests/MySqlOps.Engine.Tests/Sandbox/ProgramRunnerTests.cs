using System.Diagnostics;
using MySqlOps.Engine.Sandbox.Programs;
using MySqlOps.Engine.Tests.Connect;

namespace MySqlOps.Engine.Tests.Sandbox;

/// <summary>Running programs.</summary>
public sealed class ProgramRunnerTests
{
    private readonly ProgramRunner _runner = new(TimeProvider.System);

    [UnixFact]
    public async Task OutputErrorAndExitCodeAreKept()
    {
        var result = await _runner.RunAsync(Shell("echo out; echo err >&2; exit 3"), CancellationToken.None);

        Assert.Equal(new ProgramResult(3, "out\n", "err\n"), result);
        Assert.Equal("exit code 3: err", result!.Complaint);
    }

    [Fact]
    public async Task AProgramThatIsNotThereIsNull()
    {
        Assert.Null(await _runner.RunAsync(new ProgramCall { FileName = "no-such-program", TimeLimit = TimeSpan.FromSeconds(5) }, CancellationToken.None));
    }

    [UnixFact]
    public async Task TheEnvironmentSpeaksEnglishAndSaysNothingOfOurRuntime()
    {
        Environment.SetEnvironmentVariable("DOTNET_MYSQLOPS_TEST", "1");
        var result = await _runner.RunAsync(Shell("env") with { Environment = new Dictionary<string, string> { ["EXTRA"] = "x" } }, CancellationToken.None);

        var variables = result!.Output.Split('\n');
        Assert.Contains("LC_ALL=C", variables);
        Assert.Contains("EXTRA=x", variables);
        Assert.DoesNotContain(variables, variable => variable.StartsWith("DOTNET_", StringComparison.Ordinal));
    }

    [UnixFact]
    public async Task AProgramThatTakesTooLongIsEnded()
    {
        var clock = Stopwatch.StartNew();
        var result = await _runner.RunAsync(Shell("sleep 30") with { TimeLimit = TimeSpan.FromMilliseconds(200) }, CancellationToken.None);

        Assert.Null(result!.ExitCode);
        Assert.False(result.Succeeded);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15));
    }

    [UnixFact]
    public async Task CancellingEndsTheProgram()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _runner.RunAsync(Shell("sleep 30"), stop.Token));
    }

    private static ProgramCall Shell(string script) => new() { FileName = "/bin/sh", Arguments = ["-c", script], TimeLimit = TimeSpan.FromSeconds(20) };
}
