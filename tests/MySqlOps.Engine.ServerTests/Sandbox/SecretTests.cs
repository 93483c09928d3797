using System.Runtime.Versioning;
using System.Text;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Sandbox;

/// <summary>Where the password of a sandbox's root account is, and where it is not.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SecretTests : IAsyncLifetime
{
    private readonly TestSandboxes _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Fact]
    public async Task ThePasswordIsInTheOptionFileAndNowhereElse()
    {
        IReadOnlyList<MySqlSandbox> made = [];
        var commandLines = await CommandLines.DuringAsync(async () => made = await _home.CreateAsync(1, "general_log=ON", "log_error_verbosity=3", "log_raw=OFF"));
        var sandbox = made[0];
        var password = sandbox.Server.Password!.Reveal();
        await Scene.TellAsync(sandbox.Server, "FLUSH LOGS");

        var root = Path.Combine(sandbox.Path, "root.cnf");
        Assert.True(password.Length >= 24);
        Assert.Contains(password, await File.ReadAllTextAsync(root), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(root));
        Assert.NotEmpty(commandLines);
        Assert.DoesNotContain(commandLines, line => line.Contains(password, StringComparison.Ordinal));
        Assert.DoesNotContain(password, sandbox.ToString(), StringComparison.Ordinal);
        Assert.Equal([root], Files(sandbox.Path).Where(file => Holds(file, password)));
        Assert.True(Holds(Directory.EnumerateFiles(Path.Combine(sandbox.Path, "data"), "*.log").Single(), "ALTER USER"), "the general log was not written");
    }

    [Fact]
    public async Task NobodyElseMayEnterTheFolder()
    {
        var sandbox = (await _home.CreateAsync(1))[0];

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(sandbox.Path));
    }

    /// <summary>All but sockets, which can't be opened.</summary>
    private static IEnumerable<string> Files(string path) =>
        Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".sock", StringComparison.Ordinal));

    private static bool Holds(string file, string text)
    {
        using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[content.Length];
        var count = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes.AsSpan(0, count).IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }
}
