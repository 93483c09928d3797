using System.Diagnostics;
using System.Globalization;

namespace MySqlOps.Engine.ServerTests.Servers;

/// <summary>A file system in memory that is soon full. Only root may mount one, and not in every container.</summary>
internal sealed class SmallDisk : IDisposable
{
    /// <summary>The bytes that a file's size is rounded up to.</summary>
    public const long PageBytes = 4096;

    private static readonly Lazy<string?> Known = new(FindObstacle);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mysqlops-disk-");

    /// <summary>Mounts it.</summary>
    /// <param name="bytes">Its size.</param>
    public SmallDisk(long bytes)
    {
        if (Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={bytes}"), "tmpfs", Path) is { } error)
        {
            _folder.Delete();
            throw new IOException(error);
        }
    }

    /// <summary>What stands in the way of such disks here; null for nothing.</summary>
    public static string? Obstacle => Known.Value;

    /// <summary>Where it is mounted.</summary>
    public string Path => _folder.FullName;

    /// <inheritdoc />
    public void Dispose()
    {
        if (Run("umount", Path) is { } error)
            throw new IOException(error);
        _folder.Delete();
    }

    private static string? FindObstacle()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return "A small disk is mounted for it, which takes root on Linux.";
        try
        {
            using var disk = new SmallDisk(PageBytes);
            return null;
        }
        catch (IOException e)
        {
            return $"A small disk can't be mounted here: {e.Message}";
        }
    }

    /// <summary>What the program said when it failed; null when it did not.</summary>
    private static string? Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : error.Trim();
    }
}
