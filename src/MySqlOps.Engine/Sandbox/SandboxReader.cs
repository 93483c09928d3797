using System.Runtime.CompilerServices;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Programs;

namespace MySqlOps.Engine.Sandbox;

/// <summary>Looks at the sandboxes on this machine. It changes nothing.</summary>
public sealed class SandboxReader
{
    private readonly ProcessTable _processes = new(new ProgramRunner(TimeProvider.System), TimeProvider.System);

    /// <summary>The folder of sandboxes that were given no other.</summary>
    public static string DefaultPath => UserFolders.Current().Sandboxes;

    /// <summary>Lists the folders of the sandboxes in a folder, in the order of their ports.</summary>
    /// <param name="path">The folder that holds them, or the folder of one.</param>
    /// <returns>Their paths; none when there is no such folder.</returns>
    /// <exception cref="MySqlOpsException"><see cref="ErrorId.FileFailed"/> when the folder can't be read.</exception>
    public static IReadOnlyList<string> ListPaths(string path)
    {
        try
        {
            var own = SandboxFolder.At(path);
            var folders = own is not null && File.Exists(own.Marker) ? [own] : SandboxFolder.AllIn(path);
            return [.. folders.Where(folder => File.Exists(folder.Marker)).Select(folder => folder.Path)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MySqlOpsException(ErrorId.FileFailed, $"The folder {path} can't be read: {e.Message}", path, e);
        }
    }

    /// <summary>Reads all sandboxes in a folder, in the order of their ports.</summary>
    /// <param name="path">The folder that holds them, or the folder of one.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<MySqlSandbox> ReadAllAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var found in ListPaths(path))
        {
            // One that is removed meanwhile is none any more.
            var folder = SandboxFolder.At(found)!;
            if (await SandboxMarkerFile.ReadAsync(folder, cancellationToken).ConfigureAwait(false) is { } marker)
                yield return await DescribeAsync(folder, marker, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads one sandbox.</summary>
    /// <param name="path">The sandbox's own folder.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MySqlOpsException">
    /// <see cref="ErrorId.SandboxMissing"/> when there is nothing, <see cref="ErrorId.SandboxNotOurs"/> when no marker proves it a sandbox.
    /// </exception>
    public async Task<MySqlSandbox> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var (folder, marker) = await FindAsync(path, cancellationToken).ConfigureAwait(false);
        return await DescribeAsync(folder, marker, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the sandbox that a server is.</summary>
    /// <param name="server">A server that New-MySqlSandbox or a sandbox gave.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MySqlOpsException"><see cref="ErrorId.SandboxMissing"/> when the server is no sandbox.</exception>
    public Task<MySqlSandbox> ReadAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        var folder = SandboxFolder.FromSource(server.Source)
            ?? throw new MySqlOpsException(ErrorId.SandboxMissing, $"{server} is not a sandbox: it was not made by New-MySqlSandbox.", server);
        return ReadAsync(folder.Path, cancellationToken);
    }

    /// <summary>A sandbox's folder and marker.</summary>
    internal static async Task<(SandboxFolder Folder, SandboxMarker Marker)> FindAsync(string path, CancellationToken cancellationToken)
    {
        var folder = SandboxFolder.At(path);
        if (!Path.Exists(path) || (folder is not null && Directory.Exists(path) && SandboxMarkerFile.IsBarelyBegun(folder)))
            throw new MySqlOpsException(ErrorId.SandboxMissing, $"No sandbox is at {path}. Get-MySqlSandbox shows those there are.", path);
        if (folder is not null && await SandboxMarkerFile.ReadAsync(folder, cancellationToken).ConfigureAwait(false) is { } marker)
            return (folder, marker);
        throw new MySqlOpsException(ErrorId.SandboxNotOurs, $"{path} holds no marker that proves it a sandbox, so nothing in it is touched.", path);
    }

    private async Task<MySqlSandbox> DescribeAsync(SandboxFolder folder, SandboxMarker marker, CancellationToken cancellationToken)
    {
        var id = await _processes.FindServerAsync(folder, cancellationToken).ConfigureAwait(false);
        return new MySqlSandbox
        {
            Server = await RootAccount.ReadAsync(folder, cancellationToken).ConfigureAwait(false),
            Path = folder.Path,
            Port = folder.Port,
            State = State(marker, id is not null),
            ProcessId = id,
            Version = ServerVersion.TryParse(marker.Version, "", out var version) ? version : throw new MySqlOpsException(ErrorId.SandboxNotOurs, $"The marker of {folder.Path} is damaged.", folder.Path),
            ServerId = marker.ServerId,
            Uuid = marker.Uuid,
            MysqldPath = marker.MysqldPath,
        };
    }

    private static SandboxState State(SandboxMarker marker, bool isRunning) => marker.State switch
    {
        MarkerState.Ready => isRunning ? SandboxState.Running : SandboxState.Stopped,
        MarkerState.Creating when marker.Worker.IsAlive() => SandboxState.Creating,
        _ => SandboxState.Incomplete,
    };
}
