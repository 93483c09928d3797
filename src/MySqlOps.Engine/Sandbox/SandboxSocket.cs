using System.Text;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Sandbox;

/// <summary>Where a sandbox's Unix socket is: in its folder, or in a short one when the path would be too long.</summary>
internal static class SandboxSocket
{
    /// <summary>sockaddr_un holds 104 bytes on macOS and 108 on Linux, with the closing zero.</summary>
    private const int LongestPath = 103;

    private const string FolderPrefix = "mysqlops-";

    private const string FileName = "mysqld.sock";

    /// <summary>Makes a short folder when the sandbox's own path is too long for a socket; only its owner may enter it.</summary>
    /// <returns>The short folder; null when it needs none.</returns>
    public static string? CreateFolderFor(SandboxFolder folder) =>
        !OperatingSystem.IsWindows() && Encoding.UTF8.GetByteCount(Path.Combine(folder.Path, FileName)) > LongestPath
            ? Directory.CreateTempSubdirectory(FolderPrefix).FullName
            : null;

    /// <summary>The socket's path.</summary>
    public static string PathOf(SandboxFolder folder, SandboxMarker marker) => Path.Combine(marker.SocketFolder ?? folder.Path, FileName);

    /// <summary>
    /// Makes way for a start: the lock file of a killed server names a process id that somebody else may have by now, and
    /// the system may have swept the short folder away.
    /// </summary>
    public static void Prepare(SandboxFolder folder, SandboxMarker marker)
    {
        if (marker.SocketFolder is { } path && !Directory.Exists(path))
            PrivateFile.CreateFolder(path);
        File.Delete($"{PathOf(folder, marker)}.lock");
    }

    /// <summary>Deletes the short folder, when there is one and it is what we made.</summary>
    public static void DeleteFolder(SandboxMarker marker)
    {
        if (marker.SocketFolder is not { } path || !Path.GetFileName(path).StartsWith(FolderPrefix, StringComparison.Ordinal))
            return;
        if (!Directory.Exists(path) || new DirectoryInfo(path).LinkTarget is not null)
            return;
        foreach (var file in (string[])[FileName, $"{FileName}.lock"])
            File.Delete(Path.Combine(path, file));
        Directory.Delete(path);
    }
}
