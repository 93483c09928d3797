using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Programs;

namespace MySqlOps.Engine.Sandbox;

/// <summary>Starts, stops and removes sandboxes that there are.</summary>
public sealed class SandboxControl
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    private readonly ServerStarter _starter;
    private readonly ProcessTable _processes;
    private readonly SandboxDemolition _demolition;
    private readonly SandboxReader _reader = new();
    private readonly IOperationObserver _observer;

    /// <summary>A control for the user who runs this.</summary>
    /// <param name="observer">Hears what is being done.</param>
    public SandboxControl(IOperationObserver observer)
    {
        var programs = new ProgramRunner(TimeProvider.System);
        _processes = new ProcessTable(programs, TimeProvider.System);
        _starter = new ServerStarter(new ServerLauncher(programs), new ServerReadiness(_processes, TimeProvider.System));
        _demolition = new SandboxDemolition(_processes);
        _observer = observer;
    }

    /// <summary>Starts a sandbox's server and waits until it answers. One that runs is left as it is.</summary>
    /// <param name="path">The sandbox's own folder.</param>
    /// <param name="cancellationToken">Ends the waiting, and the server that was being started.</param>
    /// <returns>The sandbox as it is then.</returns>
    /// <exception cref="MySqlOpsException">SandboxMissing, SandboxNotOurs, SandboxPortTaken or SandboxStartFailed.</exception>
    public Task<MySqlSandbox> StartAsync(string path, CancellationToken cancellationToken) => StartAsync(path, renewsAccount: false, cancellationToken);

    /// <summary>Starts a sandbox's server whose data was replaced by another server's, and gives it its own root account back.</summary>
    /// <param name="path">The sandbox's own folder.</param>
    /// <param name="cancellationToken">Ends the waiting, and the server that was being started.</param>
    /// <returns>The sandbox as it is then.</returns>
    /// <exception cref="MySqlOpsException">SandboxMissing, SandboxNotOurs, SandboxPortTaken or SandboxStartFailed.</exception>
    internal Task<MySqlSandbox> StartClonedAsync(string path, CancellationToken cancellationToken) => StartAsync(path, renewsAccount: true, cancellationToken);

    private async Task<MySqlSandbox> StartAsync(string path, bool renewsAccount, CancellationToken cancellationToken)
    {
        var (folder, marker) = await FindWholeAsync(path, cancellationToken).ConfigureAwait(false);
        if (await _processes.FindServerAsync(folder, cancellationToken).ConfigureAwait(false) is null)
        {
            _observer.Verbose($"Starting {folder.Path}.");
            try
            {
                if (renewsAccount)
                    await RootAccount.RenewAsync(folder, cancellationToken).ConfigureAwait(false);
                var known = await _starter.StartAsync(folder, marker, renewsAccount, cancellationToken).ConfigureAwait(false);
                await SandboxMarkerFile.WriteAsync(folder, known, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or MySqlOpsException)
            {
                // A server that refuses to start is still winding down when it says so.
                await KillAsync(folder, CancellationToken.None).ConfigureAwait(false);
                throw;
            }
            finally
            {
                // It holds the password.
                if (renewsAccount)
                    File.Delete(folder.FirstStart);
            }
        }

        return await _reader.ReadAsync(path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops a sandbox's server and waits until its process is gone. One that does not run is left as it is.</summary>
    /// <param name="path">The sandbox's own folder.</param>
    /// <param name="kill">True ends the process at once, as a crash would; false lets the server shut down.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The sandbox as it is then.</returns>
    /// <exception cref="MySqlOpsException">SandboxMissing, SandboxNotOurs or SandboxStopFailed.</exception>
    public async Task<MySqlSandbox> StopAsync(string path, bool kill, CancellationToken cancellationToken)
    {
        var (folder, _) = await FindWholeAsync(path, cancellationToken).ConfigureAwait(false);
        if (kill)
            await KillAsync(folder, cancellationToken).ConfigureAwait(false);
        else if (await _processes.FindServerAsync(folder, cancellationToken).ConfigureAwait(false) is { } id)
            await ShutDownAsync(folder, id, cancellationToken).ConfigureAwait(false);
        return await _reader.ReadAsync(path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes a sandbox: ends its server, then deletes its folder with all data.</summary>
    /// <param name="path">The sandbox's own folder.</param>
    /// <param name="cancellationToken">Ends the work; removing can be repeated.</param>
    /// <exception cref="MySqlOpsException">SandboxMissing, SandboxNotOurs, SandboxStopFailed or FileFailed.</exception>
    public async Task RemoveAsync(string path, CancellationToken cancellationToken)
    {
        var (folder, marker) = await SandboxReader.FindAsync(path, cancellationToken).ConfigureAwait(false);
        if (marker.State == MarkerState.Creating && marker.Worker.IsAlive())
            throw new MySqlOpsException(ErrorId.SandboxStopFailed, $"Process {marker.Worker.Id} is making the sandbox {folder.Path} right now. Wait for it, or stop it first.", folder.Path);
        _observer.Verbose($"Removing {folder.Path}.");
        await _demolition.ClearAsync(folder, marker, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<(SandboxFolder Folder, SandboxMarker Marker)> FindWholeAsync(string path, CancellationToken cancellationToken)
    {
        var found = await SandboxReader.FindAsync(path, cancellationToken).ConfigureAwait(false);
        return found.Marker.State == MarkerState.Ready
            ? found
            : throw new MySqlOpsException(ErrorId.SandboxMissing, $"The sandbox {path} is not whole: making or removing it has not ended. Remove it and make a new one.", path);
    }

    private async Task ShutDownAsync(SandboxFolder folder, int id, CancellationToken cancellationToken)
    {
        _observer.Verbose($"Stopping {folder.Path}, process {id}.");
        try
        {
            var session = await Session.OpenAsync(await RootAccount.ReadAsync(folder, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            await using var closing = session.ConfigureAwait(false);
            await session.ExecuteAsync("SHUTDOWN", cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.ConnectionLost)
        {
            // It may be gone before its answer is here.
        }
        catch (MySqlOpsException e)
        {
            throw new MySqlOpsException(ErrorId.SandboxStopFailed, $"The server of the sandbox {folder.Path} can't be told to stop: {e.Message} To end its process, use -Force.", folder.Path, e);
        }

        if (!await _processes.WaitForExitAsync(id, StopLimit, cancellationToken).ConfigureAwait(false))
            throw new MySqlOpsException(ErrorId.SandboxStopFailed, $"The server of the sandbox {folder.Path} was told to stop and still runs after {StopLimit.TotalSeconds:0} s. To end its process, use -Force.", folder.Path);
    }

    private async Task KillAsync(SandboxFolder folder, CancellationToken cancellationToken)
    {
        foreach (var id in await _processes.FindAsync(folder, cancellationToken).ConfigureAwait(false))
        {
            _observer.Verbose($"Ending process {id} of {folder.Path}.");
            ProcessTable.Kill(id);
            await _processes.WaitForExitAsync(id, StopLimit, cancellationToken).ConfigureAwait(false);
        }
    }
}
