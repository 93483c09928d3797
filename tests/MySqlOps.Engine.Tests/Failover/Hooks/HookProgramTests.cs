using MySqlOps.Engine.Failover.Hooks;
using MySqlOps.Engine.Tests.Connect;

namespace MySqlOps.Engine.Tests.Failover.Hooks;

/// <summary>Programs that are run as hooks: shell scripts, so that there is nothing to try on Windows.</summary>
public sealed class HookProgramTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task ProgramGetsArgumentsVariablesAndTheOccasionAsJson()
    {
        var result = await RunAsync("""read -r json; echo "$* $MYSQLOPS_HOOK $MYSQLOPS_NEW_HOST $json" """);

        Assert.Equal((true, 0, false), (result.IsSuccess, result.ExitCode, result.IsTimedOut));
        Assert.StartsWith("""db1 3306 db2 3307 PostFailover db2 {"hook":"PostFailover","oldPrimary":{"host":"db1","port":3306""", result.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task ExitCodeOtherThanZeroIsAFailureAndTheErrorStreamSaysWhy()
    {
        var result = await RunAsync("echo to the user; echo it is not dead >&2; exit 3");

        Assert.Equal(new HookResult(false, 3, false, "it is not dead"), result);
    }

    [UnixFact]
    public async Task ProgramThatHangsIsStoppedWithAllThatItStarted()
    {
        var result = await RunAsync("echo $$ > pid; (echo begun; exec sleep 600) & echo $! > child; wait", TimeSpan.FromSeconds(2));

        Assert.Equal(new HookResult(false, null, true, "begun"), result);
        Assert.False(IsAlive("pid"));
        Assert.False(IsAlive("child"));
    }

    [UnixFact]
    public async Task WhatAProgramLeavesRunningHoldsNobodyUp()
    {
        var result = await RunAsync("sleep 600 & echo $! > child; echo done");
        using var child = System.Diagnostics.Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(_folder.File("child")), System.Globalization.CultureInfo.InvariantCulture));
        child.Kill();

        Assert.Equal(new HookResult(true, 0, false, "done"), result);
    }

    [UnixFact]
    public async Task EndlessOutputIsNoTrouble()
    {
        var result = await RunAsync("yes | head -c 20000000; echo end");

        Assert.Equal(new HookResult(true, 0, false, "end"), result);
    }

    [UnixFact]
    public async Task ProgramThatIsNotThereIsAFailure()
    {
        var result = await new HookProgram(_folder.File("none"), Patience).RunAsync(new HookCall(FailoverHookKind.FailCheck, Occasions.Before), CancellationToken.None);

        Assert.False(result.IsSuccess);
        Assert.StartsWith("It could not be started: ", result.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task CancellationStopsTheProgram()
    {
        using var stop = new CancellationTokenSource();
        var run = RunAsync("echo $$ > pid; exec sleep 600", Patience, stop.Token);
        while (!File.Exists(_folder.File("pid")) && !run.IsCompleted)
            await Task.Yield();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.False(IsAlive("pid"));
    }

    private async Task<HookResult> RunAsync(string script, TimeSpan? limit = null, CancellationToken cancellationToken = default)
    {
        var path = _folder.File($"hook{Guid.NewGuid():N}.sh");
        await File.WriteAllTextAsync(path, $"#!/bin/sh\ncd '{Path.GetDirectoryName(path)}'\n{script}\n", CancellationToken.None);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return await new HookProgram(path, limit ?? Patience).RunAsync(new HookCall(FailoverHookKind.PostFailover, Occasions.After), cancellationToken);
    }

    /// <summary>True for a process that is there and no zombie.</summary>
    private bool IsAlive(string file)
    {
        var text = File.ReadAllText(_folder.File(file)).Trim();
        return text.Length > 0 && File.Exists($"/proc/{text}/stat") && !File.ReadAllText($"/proc/{text}/stat").Contains(") Z ", StringComparison.Ordinal);
    }
}
