using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.DiskUsage;

/// <summary>
/// The server's files, when this process stands on the same machine and may read them. That it is the same machine is proven by the
/// server's UUID in the data directory's auto.cnf: an address of this machine may be a tunnel to another.
/// </summary>
internal sealed class ServerFiles
{
    private readonly string? _dataDirectory;

    private ServerFiles(string? dataDirectory) => _dataDirectory = dataDirectory;

    /// <summary>Finds out whether the server's files are in reach.</summary>
    public static async Task<ServerFiles> FindAsync(ServerSettings settings, CancellationToken cancellationToken)
    {
        var directory = settings.Text("datadir");
        var uuid = settings.Text("server_uuid");
        if (directory is null || uuid is null)
            return new ServerFiles(null);
        try
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(directory, "auto.cnf"), cancellationToken).ConfigureAwait(false);
            return new ServerFiles(lines.Any(line => line.Contains(uuid, StringComparison.OrdinalIgnoreCase)) ? directory : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ServerFiles(null);
        }
    }

    /// <summary>A file's size.</summary>
    /// <param name="path">The path as the server has it, relative to its data directory or absolute.</param>
    /// <returns>Null when it can't be known from here; 0 when there is no such file.</returns>
    public long? Measure(string path)
    {
        if (_dataDirectory is null)
            return null;
        try
        {
            var file = new FileInfo(Path.Combine(_dataDirectory, path));
            return file.Exists ? file.Length : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
