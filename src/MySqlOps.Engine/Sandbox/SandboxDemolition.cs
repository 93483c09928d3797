using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Sandbox;

/// <summary>
/// Clears a sandbox away: its server, its files, and the marker last, so that what is broken off can be taken up again.
/// Links are deleted, never followed.
/// </summary>
internal sealed class SandboxDemolition(ProcessTable processes)
{
    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(30);

    /// <summary>Clears a folder away.</summary>
    /// <param name="folder">The folder; the caller has read its marker.</param>
    /// <param name="marker">What the marker says.</param>
    /// <param name="cancellationToken">Ends the work; the next try finds the rest.</param>
    /// <exception cref="MySqlOpsException"><see cref="ErrorId.SandboxStopFailed"/>, or <see cref="ErrorId.FileFailed"/> with the path.</exception>
    public async Task ClearAsync(SandboxFolder folder, SandboxMarker marker, CancellationToken cancellationToken)
    {
        try
        {
            var removing = marker with { State = MarkerState.Removing, Worker = ProcessIdentity.Current() };
            await SandboxMarkerFile.WriteAsync(folder, removing, cancellationToken).ConfigureAwait(false);
            await EndAsync(folder, cancellationToken).ConfigureAwait(false);

            // A server that a killed process had only just begun to start finds no options from here on, and ends by itself.
            File.Delete(folder.ServerOptions);
            await EndAsync(folder, cancellationToken).ConfigureAwait(false);
            SandboxSocket.DeleteFolder(marker);
            foreach (var path in Directory.GetDirectories(folder.Path))
                Delete(path);
            foreach (var path in Directory.GetFiles(folder.Path).Where(path => path != folder.Marker))
                File.Delete(path);
            File.Delete(folder.Marker);
            Directory.Delete(folder.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MySqlOpsException(ErrorId.FileFailed, $"The sandbox {folder.Path} could not be removed: {e.Message} Try again when the cause is gone.", folder.Path, e);
        }
    }

    /// <summary>A link to a folder goes as a link.</summary>
    private static void Delete(string path)
    {
        if (new DirectoryInfo(path).LinkTarget is null)
            Directory.Delete(path, recursive: true);
        else
            Directory.Delete(path);
    }

    private async Task EndAsync(SandboxFolder folder, CancellationToken cancellationToken)
    {
        foreach (var id in await processes.FindAsync(folder, cancellationToken).ConfigureAwait(false))
        {
            ProcessTable.Kill(id);
            if (!await processes.WaitForExitAsync(id, ExitLimit, cancellationToken).ConfigureAwait(false))
                throw new MySqlOpsException(ErrorId.SandboxStopFailed, $"Process {id} of the sandbox {folder.Path} was killed and still runs. Look at what the system says of it.", folder.Path);
        }
    }
}
