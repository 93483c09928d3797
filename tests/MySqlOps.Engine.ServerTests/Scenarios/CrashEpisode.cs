using System.Diagnostics;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.ServerTests.Scenarios;

/// <summary>One import from nothing to its end, with kills (kill -9) on its way.</summary>
internal sealed class CrashEpisode(CrashFixture servers)
{
    /// <summary>So that the rows take about two seconds.</summary>
    private const long BytesPerSecond = 2_000_000;

    /// <summary>The exit code that stands for SIGKILL.</summary>
    private const int Killed = 128 + 9;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly List<string> _story = [];

    /// <summary>What was done, for messages.</summary>
    public string Story => string.Join("; ", _story);

    /// <summary>True when the import was done before a kill.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Imports in a process of its own, and kills that.</summary>
    /// <returns>False when the import was done before.</returns>
    public async Task<bool> KillImporterAsync(KillPoint? point, TimeSpan delay)
    {
        using var importer = FolderImport.Start(servers.Target, servers.Folder, BytesPerSecond);
        await AwaitAsync(point, delay, () => importer.HasExited);
        importer.Kill();
        await importer.WaitForExitAsync();

        Assert.True(importer.ExitCode is 0 or Killed, $"{Story}: the importer failed by itself.");
        return Tell("importer", point, delay, importer.ExitCode == Killed);
    }

    /// <summary>Imports here, and kills the server.</summary>
    /// <returns>False when the import was done before.</returns>
    public async Task<bool> KillServerAsync(KillPoint? point, TimeSpan delay)
    {
        var import = FolderImport.RunAsync(servers.Target.Server, servers.Folder, BytesPerSecond);
        await AwaitAsync(point, delay, () => import.IsCompleted);
        var seen = await ChunksAsync();
        await servers.KillTargetAsync();
        Assert.True(await ChunksAsync() is not { } kept || kept >= seen, $"{Story}: the server forgot a chunk that it had called committed.");
        try
        {
            await import;
            return Tell("server", point, delay, struck: false);
        }
        catch (MySqlOpsException e)
        {
            _story.Add($"{e.Id}");
            return Tell("server", point, delay, struck: true);
        }
    }

    /// <summary>Imports to the end, unless that is reached, and finds no difference to the source.</summary>
    public async Task FinishAsync()
    {
        try
        {
            if (!IsDone)
            {
                var import = await FolderImport.RunAsync(servers.Target.Server, servers.Folder);
                Assert.Empty(import.Warnings);
                Assert.Empty(import.Orphans);
            }

            ServerPicture.AssertSame(servers.Expected, await ServerPicture.TakeAsync(servers.Target.Server));
        }
        catch (Exception e) when (e is MySqlOpsException or Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"After {Story}: {e.Message}", e);
        }
    }

    private bool Tell(string who, KillPoint? point, TimeSpan delay, bool struck)
    {
        _story.Add($"{who} killed at '{point?.Name ?? $"{delay.TotalMilliseconds:0} ms"}'{(struck ? "" : ", too late")}");
        IsDone = !struck;
        return struck;
    }

    private async Task AwaitAsync(KillPoint? point, TimeSpan delay, Func<bool> isOver)
    {
        var watch = Stopwatch.StartNew();
        if (point is null)
        {
            while (watch.Elapsed < delay && !isOver())
                await Task.Delay(1);
            return;
        }

        await using var session = await Session.OpenAsync(servers.Target.Server, CancellationToken.None);
        while (!isOver() && !await point.HasComeAsync(session))
            Assert.True(watch.Elapsed < Limit, $"{Story}: '{point.Name}' never came.");
    }

    /// <summary>The chunks on record; null when no import goes on, whose end clears them away.</summary>
    private async Task<long?> ChunksAsync()
    {
        await using var session = await Session.OpenAsync(servers.Target.Server, CancellationToken.None);
        try
        {
            var rows = await session.QueryAsync(
                "SELECT (SELECT COUNT(*) FROM mysqlops.load_chunk) AS chunks, (SELECT COUNT(*) FROM mysqlops.load_run WHERE state IN ('Clearing', 'Loading')) AS loads", CancellationToken.None);
            return rows[0].Int64("loads") == 0 ? null : rows[0].Int64("chunks");
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is ServerErrorNumber.TableMissing or ServerErrorNumber.UnknownDatabase)
        {
            return null;
        }
    }
}
