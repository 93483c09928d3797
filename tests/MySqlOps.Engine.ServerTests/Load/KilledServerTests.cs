using System.Diagnostics;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;
using MySqlOps.Engine.Tests.Load;

namespace MySqlOps.Engine.ServerTests.Load;

/// <summary>A server that is killed (kill -9) while it is loaded into, and comes back; its log is not durable, so that it may forget what it called committed.</summary>
public sealed class KilledServerTests : IAsyncLifetime
{
    private readonly TestSandboxes _sandboxes = new();
    private MySqlSandbox _box = null!;

    public async Task InitializeAsync() => _box = (await _sandboxes.CreateAsync(1, "local_infile=ON"))[0];

    public async Task DisposeAsync() => await _sandboxes.DisposeAsync();

    [Fact]
    public async Task NoRowIsLostOrDoubled()
    {
        const int Chunks = 10;
        string[] texts = [.. Enumerable.Range(0, Chunks).Select(chunk => string.Concat(Enumerable.Range(0, 500).Select(row => $"{(chunk * 500) + row}\n")))];
        var export = new MemoryExport().Database("shop")
            .Table("keyed", "CREATE TABLE `keyed` (`id` int NOT NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB", "id", texts)
            .Table("keyless", "CREATE TABLE `keyless` (`id` int) ENGINE=InnoDB", "id", texts);
        await using var scene = new LoadScene(_box.Server);
        int[] kills = [2, 9, 14];
        var opened = 0;
        export.OnOpen = _ => kills.Contains(Interlocked.Increment(ref opened)) ? KillAndRestartAsync() : Task.CompletedTask;

        var errors = new List<ErrorId>();
        MySqlImport? import = null;
        while (import is null && errors.Count < 10)
        {
            try
            {
                import = await scene.LoadAsync(export, scene.Options with { ThreadCount = 1 });
            }
            catch (MySqlOpsException e)
            {
                errors.Add(e.Id);
            }
        }

        Assert.True(import is { Resumed: true }, string.Join(", ", errors));
        Assert.All(errors, id => Assert.Equal(ErrorId.LoadChunkFailed, id));
        Assert.Equal("5000|5000|12497500", await scene.AskAsync("COUNT(*), COUNT(DISTINCT id), SUM(id) FROM shop.keyed"));
        Assert.Equal("5000|5000|12497500", await scene.AskAsync("COUNT(*), COUNT(DISTINCT id), SUM(id) FROM shop.keyless"));
    }

    private async Task KillAndRestartAsync()
    {
        using (var server = Process.GetProcessById(_box.ProcessId!.Value))
        {
            server.Kill();
            await server.WaitForExitAsync();
        }

        _box = await new SandboxControl(SilentObserver.Instance).StartAsync(_box.Path, CancellationToken.None);
    }
}
