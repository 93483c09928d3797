using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Hooks;
using MySqlOps.Engine.Failover.Monitor;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Failover.Monitor;
using MySqlOps.Engine.ServerTests.Failover.Promotion;

namespace MySqlOps.Engine.ServerTests.Failover.Chaos;

/// <summary>Hooks that hang, fail and print passwords, under a monitor that fails over. They are programs of Unix; script blocks have the same tests in PowerShell.</summary>
[Collection(PromotionCollection.Name)]
public sealed class HookTroubleTests(Promotion.FailoverFixture scene) : IDisposable
{
    private const string Password = "hook-Pw-4713";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mysqlops-hooks-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(FailoverHookKind.FailCheck, "echo the password is hook-Pw-4713; exit 1")]
    [InlineData(FailoverHookKind.BeforeFailover, "echo the password is hook-Pw-4713 >&2; exit 7")]
    [InlineData(FailoverHookKind.BeforeFailover, "echo the password is hook-Pw-4713; exec sleep 600")]
    public async Task HookThatMayStopAFailoverStopsItWhenItFailsOrHangs(FailoverHookKind kind, string script)
    {
        await scene.ArrangeAsync();
        await using var monitor = await MonitorHost.StartActiveAsync(scene.Primary, scene.Replicas, With((kind, script)));
        await scene.KillAsync(scene.Primary);
        var stopped = await monitor.AwaitAsync(FailoverEventKind.FailoverFailed);

        Assert.Equal(ErrorId.FailoverStoppedByHook, stopped.Error);
        Assert.Contains("the password is ***", stopped.Message, StringComparison.Ordinal);
        Assert.Single(monitor.Events, static said => said.Kind == FailoverEventKind.HookRan);
        await scene.StartAsync(scene.Primary);
        await monitor.AwaitVerdictAsync(PrimaryVerdict.Healthy);

        // Killed so soon, it may or may not have got its boot fence before.
        await Promotion.FailoverFixture.AwaitAsync(scene.Primary, "SELECT @@GLOBAL.read_only = 0");
        Assert.Equal(scene.Primary.Port, (await Invariant.HoldsAsync([scene.Primary, .. scene.Replicas], 0)).Port);
        AssertNothingIsGivenAway(monitor);
    }

    [Fact]
    public async Task HooksThatAreToldHoldUpNothingWhenTheyFailOrHang()
    {
        await scene.ArrangeAsync(isSemiSync: true);
        await using var monitor = await MonitorHost.StartActiveAsync(scene.Primary, scene.Replicas, With(
            (FailoverHookKind.FailCheck, "exit 0"),
            (FailoverHookKind.BeforeFailover, "exit 0"),
            (FailoverHookKind.AfterFailover, "echo hook-Pw-4713; sleep 600 & sleep 600"),
            (FailoverHookKind.PostFailover, "cat; echo no mail for hook-Pw-4713 >&2; exit 3")));
        long rows;
        await using (var writer = await PrimaryWriter.StartAsync(scene.Primary))
        {
            await scene.KillAsync(scene.Primary);
            rows = writer.Acknowledged;
        }

        var done = await monitor.AwaitAsync(FailoverEventKind.FailoverCompleted);

        Assert.True(done.Outcome!.IsComplete, done.Message);
        var runs = monitor.Events.Where(static said => said.Kind == FailoverEventKind.HookRan).Select(static said => said.Hook!).ToArray();
        Assert.Equal(
            [(FailoverHookKind.FailCheck, true, false), (FailoverHookKind.BeforeFailover, true, false), (FailoverHookKind.AfterFailover, false, true), (FailoverHookKind.PostFailover, false, false)],
            runs.Select(static run => (run.Kind, run.IsSuccess, run.IsTimedOut)));
        Assert.Equal((3, "no mail for ***"), (runs[^1].ExitCode, runs[^1].Message));
        Assert.Equal(done.NewPrimary!.Port, (await Invariant.HoldsAsync(scene.Replicas, rows)).Port);
        AssertNothingIsGivenAway(monitor);
    }

    /// <summary>Neither in what is said nor in the log.</summary>
    private static void AssertNothingIsGivenAway(MonitorHost monitor) => Assert.All(monitor.Events, static said =>
    {
        Assert.DoesNotContain(Password, said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, FailoverJson.Write(said), StringComparison.Ordinal);
    });

    private MonitorOptions With(params (FailoverHookKind Kind, string Script)[] hooks) => MonitorHost.Eager with
    {
        Failover = MonitorHost.Eager.Failover with { AcceptsSplitBrainRisk = true },
        Hooks = new HookSet(hooks.ToDictionary(static hook => hook.Kind, hook => (IFailoverHook)new HookProgram(Write(hook.Kind, hook.Script), TimeSpan.FromSeconds(2))), new SecretMask([new Secret(Password)]), TimeProvider.System),
    };

    private string Write(FailoverHookKind kind, string script)
    {
        var path = Path.Combine(_folder.FullName, kind.ToString());
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
