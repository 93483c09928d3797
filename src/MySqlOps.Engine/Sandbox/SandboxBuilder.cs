using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Sandbox;

/// <summary>Makes one sandbox, whole or not at all.</summary>
internal sealed class SandboxBuilder(SandboxReservation reservation, ServerStarter starter, SandboxDemolition demolition, IOperationObserver observer)
{
    /// <summary>How often another process may take a port between our look at it and the server's start.</summary>
    private const int MostLostRaces = 5;

    /// <summary>Makes a sandbox on a reserved site.</summary>
    /// <returns>Its folder.</returns>
    /// <exception cref="MySqlOpsException"><see cref="ErrorId.SandboxStartFailed"/>, <see cref="ErrorId.SandboxPortTaken"/> or <see cref="ErrorId.FileFailed"/>; the folder is gone then.</exception>
    public async Task<SandboxFolder> BuildAsync(SandboxPlan plan, SandboxSite site, CancellationToken cancellationToken)
    {
        for (var lost = 0; ; lost++)
        {
            try
            {
                return await TryBuildAsync(plan, site, cancellationToken).ConfigureAwait(false);
            }
            catch (MySqlOpsException e) when (e.Id == ErrorId.SandboxPortTaken && lost < MostLostRaces)
            {
                observer.Verbose($"Port {site.Folder.Port} was taken meanwhile; trying the next one.");
                site = await reservation.TakeAsync(plan.Path, site.Folder.Port + 1, plan.Binary, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<SandboxFolder> TryBuildAsync(SandboxPlan plan, SandboxSite site, CancellationToken cancellationToken)
    {
        using var claim = site;
        try
        {
            return await FileTrouble.NameAsync(
                $"The sandbox {site.Folder.Path} could not be written",
                site.Folder.Path,
                () => FillAsync(plan, site, cancellationToken)).ConfigureAwait(false);
        }
        catch
        {
            await demolition.ClearAsync(site.Folder, site.Marker, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<SandboxFolder> FillAsync(SandboxPlan plan, SandboxSite site, CancellationToken cancellationToken)
    {
        var (folder, marker, _) = site;
        observer.Verbose($"Making a sandbox in {folder.Path}.");
        await TreeCopy.CopyAsync(plan.Template, folder.Data, cancellationToken).ConfigureAwait(false);
        PrivateFile.CreateFolder(folder.Temporary);
        await File.WriteAllTextAsync(folder.ServerOptions, ServerConfiguration.Write(folder, marker, plan.Options), cancellationToken).ConfigureAwait(false);
        await RootAccount.CreateAsync(folder, marker, cancellationToken).ConfigureAwait(false);
        var known = await starter.StartAsync(folder, marker, firstStart: true, cancellationToken).ConfigureAwait(false);
        File.Delete(folder.FirstStart);
        await SandboxMarkerFile.WriteAsync(folder, known with { State = MarkerState.Ready }, cancellationToken).ConfigureAwait(false);
        return folder;
    }
}
