using System.Globalization;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Tests;

namespace MySqlOps.Benchmarks;

/// <summary>What benchmarks share: the number of rounds, a folder for the run, and a server that is brought up when one asks for it.</summary>
internal sealed class Workbench(int rounds) : IAsyncDisposable
{
    private MySqlSandbox? _sandbox;

    /// <summary>How many runs of each contender count.</summary>
    public int Rounds { get; } = rounds;

    /// <summary>A folder that goes away with the run. Short, because a server's socket stands below it.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("mob").FullName;

    /// <summary>The manifest of the module as it was built last.</summary>
    public string Manifest { get; } = RepositoryFiles.Find("MySqlOps.psd1");

    /// <summary>The version of the server, when one was brought up.</summary>
    public string? ServerVersion => _sandbox?.Version.ToString();

    /// <summary>The server of this run.</summary>
    public async Task<MySqlSandbox> SandboxAsync(CancellationToken cancellationToken)
    {
        if (_sandbox is null)
        {
            var options = new SandboxOptions { Path = Folder };
            await foreach (var sandbox in new SandboxFactory(SilentObserver.Instance).CreateAsync(options, cancellationToken))
                _sandbox = sandbox;
        }

        return _sandbox ?? throw new BenchmarkException("no server came up.");
    }

    /// <summary>The option file of the server's root account, as its client programs read it.</summary>
    public static string RootOptions(MySqlSandbox sandbox) => Path.Combine(sandbox.Path, "root.cnf");

    /// <summary>Milliseconds for a table.</summary>
    public static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:N0} ms");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_sandbox is not null)
            await new SandboxControl(SilentObserver.Instance).RemoveAsync(_sandbox.Path, CancellationToken.None);
        Directory.Delete(Folder, recursive: true);
    }
}
