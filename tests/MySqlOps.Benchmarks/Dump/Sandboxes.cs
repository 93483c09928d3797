using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Benchmarks.Dump;

/// <summary>The two servers of the export and import benchmarks, with a binlog and the durability that a server ships with.</summary>
internal sealed class Sandboxes : IAsyncDisposable
{
    private readonly List<MySqlSandbox> _all = [];

    /// <summary>The server that is exported.</summary>
    public MySqlSandbox Source => _all[0];

    /// <summary>The server that is loaded.</summary>
    public MySqlSandbox Target => _all[1];

    /// <summary>Brings them up.</summary>
    public static async Task<Sandboxes> CreateAsync(string folder, CancellationToken cancellationToken)
    {
        var made = new Sandboxes();
        var options = new SandboxOptions
        {
            Path = Path.Combine(folder, "d"),
            BasePort = 23700,
            Count = 2,
            Options = new Dictionary<string, string?>(StringComparer.Ordinal) { ["local_infile"] = "1", ["innodb_buffer_pool_size"] = "1G", ["max_allowed_packet"] = "64M" },
        };
        await foreach (var sandbox in new SandboxFactory(SilentObserver.Instance).CreateAsync(options, cancellationToken))
            made._all.Add(sandbox);
        return made;
    }

    /// <summary>Runs statements through the mysql client.</summary>
    public static async Task<string> RunAsync(MySqlSandbox sandbox, string sql, CancellationToken cancellationToken)
    {
        var script = Path.Combine(sandbox.Path, "bench.sql");
        await File.WriteAllTextAsync(script, sql, cancellationToken);
        var run = await ProcessRun.StartAsync("sh", ["-c", "exec \"$0\" \"$1\" --batch --skip-column-names < \"$2\"", Programs.Client("mysql", sandbox.MysqldPath), $"--defaults-file={Workbench.RootOptions(sandbox)}", script], cancellationToken);
        return run.Output.Trim();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var sandbox in _all)
            await new SandboxControl(SilentObserver.Instance).RemoveAsync(sandbox.Path, CancellationToken.None);
    }
}
