using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Binaries;

namespace MySqlOps.Engine.Sandbox;

/// <summary>Finds ports for sandboxes and puts down a marked folder on each.</summary>
internal sealed class SandboxReservation(SandboxLeftovers leftovers, string claims)
{
    private const int MostTries = 2000;

    private const int LastPort = 65535;

    /// <summary>Takes the first free port.</summary>
    /// <param name="path">The folder that gets the sandbox's folder.</param>
    /// <param name="firstPort">The first port to try.</param>
    /// <param name="binary">The server program to note in the marker.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="MySqlOpsException">
    /// <see cref="ErrorId.SandboxPortTaken"/> when no port is free, <see cref="ErrorId.SandboxExists"/> when something that is no sandbox is in the way.
    /// </exception>
    public async Task<SandboxSite> TakeAsync(string path, int firstPort, ServerBinary binary, CancellationToken cancellationToken)
    {
        for (var port = firstPort; port <= Math.Min(LastPort, firstPort + MostTries); port++)
        {
            var claim = PortClaim.TryTake(claims, port);
            SandboxSite? site = null;
            try
            {
                site = claim is null ? null : await TryUseAsync(SandboxFolder.Of(path, port), claim, binary, cancellationToken).ConfigureAwait(false);
                if (site is not null)
                    return site;
            }
            finally
            {
                if (site is null)
                    claim?.Dispose();
            }
        }

        throw new MySqlOpsException(
            ErrorId.SandboxPortTaken,
            $"No port from {firstPort} to {Math.Min(LastPort, firstPort + MostTries)} is free for a sandbox. Give another base port.",
            path);
    }

    private async Task<SandboxSite?> TryUseAsync(SandboxFolder folder, PortClaim claim, ServerBinary binary, CancellationToken cancellationToken)
    {
        await leftovers.ClearAsync(folder, cancellationToken).ConfigureAwait(false);
        if (Path.Exists(folder.Path))
        {
            if (await SandboxMarkerFile.ReadAsync(folder, cancellationToken).ConfigureAwait(false) is null)
                throw new MySqlOpsException(ErrorId.SandboxExists, $"{folder.Path} is in the way and is no sandbox. Give another path or base port, or move it.", folder.Path);
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (!claim.IsFree())
            return null;
        PrivateFile.CreateFolder(folder.Path);
        var marker = new SandboxMarker
        {
            State = MarkerState.Creating,
            Worker = ProcessIdentity.Current(),
            Port = folder.Port,

            // Servers that run at once on one machine have different ports, so the port is a server id that a reader can place.
            ServerId = folder.Port,
            MysqldPath = binary.Path,
            Version = binary.Version.Text,
            SocketFolder = SandboxSocket.CreateFolderFor(folder),
        };

        // From here on there is something to clear away, and only who gets the site does so.
        await SandboxMarkerFile.WriteAsync(folder, marker, CancellationToken.None).ConfigureAwait(false);
        return new SandboxSite(folder, marker, claim);
    }
}
