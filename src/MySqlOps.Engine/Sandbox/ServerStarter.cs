namespace MySqlOps.Engine.Sandbox;

/// <summary>Starts the server of a sandbox and waits until it answers.</summary>
internal sealed class ServerStarter(ServerLauncher launcher, ServerReadiness readiness)
{
    /// <summary>Starts the server.</summary>
    /// <param name="folder">The sandbox.</param>
    /// <param name="marker">What is known of it.</param>
    /// <param name="firstStart">True runs the statements of the first start.</param>
    /// <param name="cancellationToken">Ends the waiting; the server is the caller's to end then, as after an error.</param>
    /// <returns>The marker with what the server says of itself.</returns>
    /// <exception cref="Foundation.MySqlOpsException">SandboxPortTaken or SandboxStartFailed.</exception>
    public async Task<SandboxMarker> StartAsync(SandboxFolder folder, SandboxMarker marker, bool firstStart, CancellationToken cancellationToken)
    {
        SandboxSocket.Prepare(folder, marker);
        await launcher.StartAsync(folder, marker.MysqldPath, firstStart, cancellationToken).ConfigureAwait(false);
        return await readiness.WaitAsync(folder, marker, cancellationToken).ConfigureAwait(false);
    }
}
