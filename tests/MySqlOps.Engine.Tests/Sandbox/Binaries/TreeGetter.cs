using MySqlOps.Engine.Sandbox.Binaries;

namespace MySqlOps.Engine.Tests.Sandbox.Binaries;

/// <summary>A getter that writes a tree which looks like a server's.</summary>
internal sealed class TreeGetter : IServerGetter
{
    private int _runs;

    /// <summary>How often it was used.</summary>
    public int Runs => _runs;

    /// <summary>Why it can't be used; null when it can.</summary>
    public string? Closed { get; init; }

    /// <summary>What it throws half-way; null for nothing.</summary>
    public Exception? Failure { get; set; }

    /// <inheritdoc />
    public string Source => "a test";

    /// <inheritdoc />
    public Task<string?> WhyNotAsync(CancellationToken cancellationToken) => Task.FromResult(Closed);

    /// <inheritdoc />
    public async Task GetAsync(string root, string scratch, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _runs);
        await Task.Yield();
        Put(root, "usr/lib64/ld-linux-x86-64.so.2");
        Put(root, "usr/sbin/mysqld");
        Put(scratch, "package.deb");
        if (Failure is not null)
            throw Failure;
        Put(root, "usr/share/mysql/charsets/Index.xml");
        Put(root, "usr/lib64/mysql/plugin/x.so");
    }

    private static void Put(string folder, string path)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "\u007fELF");
    }
}
