using System.Diagnostics;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.DiskUsage;

/// <summary>
/// A server whose files have no holes, as one that was initialized in place: a sandbox's files are copied from a template with their
/// runs of zeros left out, and du counts those as nothing.
/// </summary>
public sealed class SolidServer : IAsyncLifetime
{
    private readonly TestSandboxes _sandboxes = new();

    /// <summary>The server.</summary>
    public MySqlSandbox Sandbox { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        var box = (await _sandboxes.CreateAsync(1))[0];
        var control = new SandboxControl(SilentObserver.Instance);
        await control.StopAsync(box.Path, kill: false, CancellationToken.None);
        var data = Path.Combine(box.Path, "data");
        using (var copy = Process.Start("cp", ["--archive", "--sparse=never", data, $"{data}.solid"]))
            await copy.WaitForExitAsync();
        Directory.Delete(data, recursive: true);
        Directory.Move($"{data}.solid", data);
        Sandbox = await control.StartAsync(box.Path, CancellationToken.None);
    }

    /// <inheritdoc />
    public async Task DisposeAsync() => await _sandboxes.DisposeAsync();
}
