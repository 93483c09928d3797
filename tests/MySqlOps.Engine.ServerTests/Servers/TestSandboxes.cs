using System.Diagnostics;
using System.Globalization;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Engine.ServerTests.Servers;

/// <summary>Sandboxes in a temporary folder of their own, all removed with it. Without any mysqld the first one fails its test.</summary>
public sealed class TestSandboxes : IAsyncDisposable
{
    /// <summary>Away from where people put their own, and below the ports that systems hand out.</summary>
    public const int BasePort = 23310;

    /// <summary>Hardly a test is about lost commits, and this saves every commit two waits for the disk. Native AIO runs out on a machine with two dozen servers (fs.aio-max-nr).</summary>
    private static readonly string[] Fast = ["innodb_flush_log_at_trx_commit=0", "sync_binlog=0", "innodb_use_native_aio=0"];

    /// <summary>The next port. No port is given out twice in a run: that of a server which a test has killed must still be free when it starts it again.</summary>
    private static int _nextPort = BasePort;

    /// <summary>Once a run, however many classes begin at the same time.</summary>
    private static readonly Lazy<Task> Swept = new(SweepAsync);

    private static readonly string Root = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "mysqlops-tests");

    /// <summary>The folder; each instance has another.</summary>
    public string Path { get; } = System.IO.Path.Combine(Root, $"{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-{Guid.NewGuid():N}");

    /// <summary>Starts sandboxes.</summary>
    /// <param name="count">How many.</param>
    /// <param name="options">mysqld options as name=value, or a bare name; they go before our own.</param>
    public async Task<IReadOnlyList<MySqlSandbox>> CreateAsync(int count, params string[] options)
    {
        await Swept.Value;
        Directory.CreateDirectory(Path);
        var wanted = new SandboxOptions { Count = count, Path = Path, BasePort = Interlocked.Add(ref _nextPort, count) - count, Options = Parse([.. Fast, .. options]) };
        var made = new List<MySqlSandbox>();
        await foreach (var sandbox in new SandboxFactory(SilentObserver.Instance).CreateAsync(wanted, CancellationToken.None))
            made.Add(sandbox);
        return made;
    }

    /// <summary>Options as a dictionary; of two with the same name the last counts.</summary>
    public static IReadOnlyDictionary<string, string?> Parse(IEnumerable<string> options) => options
        .Select(option => option.Split('=', 2))
        .GroupBy(parts => parts[0], StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.Last().ElementAtOrDefault(1), StringComparer.Ordinal);

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await ClearAsync(Path);

    /// <summary>Clears away what a test run left that was killed.</summary>
    private static async Task SweepAsync()
    {
        if (!Directory.Exists(Root))
            return;
        foreach (var path in Directory.EnumerateDirectories(Root))
        {
            var id = int.Parse(System.IO.Path.GetFileName(path).Split('-')[0], CultureInfo.InvariantCulture);
            if (!Process.GetProcesses().Any(process => process.Id == id))
                await ClearAsync(path);
        }
    }

    private static async Task ClearAsync(string path)
    {
        var control = new SandboxControl(SilentObserver.Instance);
        await foreach (var sandbox in new SandboxReader().ReadAllAsync(path, CancellationToken.None))
            await control.RemoveAsync(sandbox.Path, CancellationToken.None);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }
}
