using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Sandbox;

/// <summary>Clears away what processes left that died while they made or removed a sandbox.</summary>
internal sealed class SandboxLeftovers(SandboxDemolition demolition, string claims, IOperationObserver observer)
{
    /// <summary>Clears one path.</summary>
    public async Task ClearAllAsync(string path, CancellationToken cancellationToken)
    {
        foreach (var folder in SandboxFolder.AllIn(path))
        {
            // A port that is claimed has somebody at work on it.
            using var claim = PortClaim.TryTake(claims, folder.Port);
            if (claim is not null)
                await ClearAsync(folder, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Clears a folder when it is a leftover; any other stays as it is. The caller has claimed the port.</summary>
    public async Task ClearAsync(SandboxFolder folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder.Path))
            return;
        var marker = await SandboxMarkerFile.ReadAsync(folder, cancellationToken).ConfigureAwait(false);
        if (marker is null && SandboxMarkerFile.IsBarelyBegun(folder))
        {
            Directory.Delete(folder.Path, recursive: true);
        }
        else if (marker is not null && IsLeftover(marker))
        {
            observer.Verbose($"Clearing away {folder.Path}, which a process left that is gone.");
            await demolition.ClearAsync(folder, marker, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>True when the folder's life was broken off.</summary>
    public static bool IsLeftover(SandboxMarker marker) => marker.State != MarkerState.Ready && !marker.Worker.IsAlive();
}
