using System.Diagnostics;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.Sandbox.Binaries;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Sandbox;

/// <summary>Sandboxes of somebody who is not root. Where the tests run as root, a process changes to the user nobody first.</summary>
public sealed class OrdinaryUserTests : IAsyncLifetime
{
    private static readonly string[] ToNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

    private readonly string _home = Directory.CreateTempSubdirectory("mysqlops-nobody-").FullName;
    private readonly int _port = Scene.NewBasePort();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var sandbox in await Scene.ListAsync(Path.Combine(_home, "boxes")))
            await new SandboxControl(Foundation.SilentObserver.Instance).RemoveAsync(sandbox.Path, CancellationToken.None);
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task AnOrdinaryUserMakesASandbox()
    {
        var boxes = Path.Combine(_home, "boxes");
        var assembly = Path.Combine(_home, "tests", Path.GetFileName(ChildProcess.Assembly));
        var server = await ReachableServerAsync();
        await CopyAsync(Path.GetDirectoryName(ChildProcess.Assembly)!, Path.Combine(_home, "tests"));
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "-R", "65534:65534", _home);

        await RunAsync("env", [
            $"HOME={_home}",
            $"XDG_CACHE_HOME={Path.Combine(_home, "cache")}",
            $"MYSQLOPS_MYSQLD={server}",
            .. Environment.IsPrivilegedProcess ? ToNobody : [],
            .. SandboxMaker.Command(assembly, boxes, _port),
        ]);

        var sandbox = (await Scene.ListAsync(boxes)).Single();
        Assert.Equal(SandboxState.Running, sandbox.State);
        Assert.Equal("1", await Scene.AskAsync(sandbox.Server, "SELECT 1"));
    }

    /// <summary>A mysqld in root's own folders is copied to where everybody can reach it.</summary>
    private async Task<string> ReachableServerAsync()
    {
        var found = await new ServerBinarySource(Foundation.SilentObserver.Instance).FindOrGetAsync(null, CancellationToken.None);
        if (found.Origin != ServerBinaryOrigin.Cache && !found.Path.Contains("/mysqlops/servers/", StringComparison.Ordinal))
            return found.Path;
        var tree = Path.GetDirectoryName(Path.GetDirectoryName(found.Path))!;
        await CopyAsync(tree, Path.Combine(_home, "server"));
        return Path.Combine(_home, "server", "bin", Path.GetFileName(found.Path));
    }

    private static Task CopyAsync(string from, string to) => RunAsync("cp", "-r", "--preserve=mode,links", from, to);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, error);
    }
}
