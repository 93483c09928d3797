using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Sandbox;

/// <summary>What the tests of sandboxes do again and again.</summary>
internal static class Scene
{
    private static int _lastPort = 24000;

    /// <summary>A base port that no other test of this run uses, with room above it.</summary>
    public static int NewBasePort() => Interlocked.Add(ref _lastPort, 20);

    /// <summary>Makes sandboxes with the factory.</summary>
    public static async Task<IReadOnlyList<MySqlSandbox>> MakeAsync(SandboxOptions options, IOperationObserver? observer = null, CancellationToken cancellationToken = default)
    {
        var made = new List<MySqlSandbox>();
        await foreach (var sandbox in new SandboxFactory(observer ?? SilentObserver.Instance).CreateAsync(options, cancellationToken))
            made.Add(sandbox);
        return made;
    }

    /// <summary>All sandboxes in a folder.</summary>
    public static async Task<IReadOnlyList<MySqlSandbox>> ListAsync(string path)
    {
        var found = new List<MySqlSandbox>();
        await foreach (var sandbox in new SandboxReader().ReadAllAsync(path, CancellationToken.None))
            found.Add(sandbox);
        return found;
    }

    /// <summary>Asks a server one value.</summary>
    public static async Task<string?> AskAsync(MySqlServer server, string sql)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        return await session.TextAsync(sql, CancellationToken.None);
    }

    /// <summary>Tells a server to do something.</summary>
    public static async Task TellAsync(MySqlServer server, string sql)
    {
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        await session.ExecuteAsync(sql, CancellationToken.None);
    }

    /// <summary>Nothing of a path is left: no file and no process.</summary>
    public static void AssertNothingIsLeft(string path)
    {
        if (Directory.Exists(path))
            Assert.Empty(Directory.EnumerateFileSystemEntries(path));
        Assert.DoesNotContain(CommandLines.Now(), line => line.Contains(path, StringComparison.Ordinal));
    }
}
