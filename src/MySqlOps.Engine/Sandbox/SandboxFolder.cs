using System.Globalization;
using IOPath = System.IO.Path;

namespace MySqlOps.Engine.Sandbox;

/// <summary>The folder of one sandbox, named by its port, and where each thing is in it.</summary>
internal sealed record SandboxFolder
{
    private const string Group = "[client]";

    private SandboxFolder(string path, int port)
    {
        Path = path;
        Port = port;
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>The port, which is also the folder's name.</summary>
    public int Port { get; }

    /// <summary>The proof that the folder is ours: see <see cref="SandboxMarker"/>.</summary>
    public string Marker => IOPath.Combine(Path, "mysqlops-sandbox.json");

    /// <summary>The server's options.</summary>
    public string ServerOptions => IOPath.Combine(Path, "my.cnf");

    /// <summary>The root account, for clients; only its owner may read it.</summary>
    public string RootOptions => IOPath.Combine(Path, "root.cnf");

    /// <summary>What the server runs at its first start; it holds the password, and is gone afterwards.</summary>
    public string FirstStart => IOPath.Combine(Path, "first-start.sql");

    /// <summary>The data directory.</summary>
    public string Data => IOPath.Combine(Path, "data");

    /// <summary>The server's folder for temporary files.</summary>
    public string Temporary => IOPath.Combine(Path, "tmp");

    /// <summary>The server's error log.</summary>
    public string ErrorLog => IOPath.Combine(Path, "mysqld.log");

    /// <summary>Where the server writes its process id.</summary>
    public string ProcessIdFile => IOPath.Combine(Path, "mysqld.pid");

    /// <summary>What <see cref="Connect.MySqlServer.Source"/> says of a server that is this sandbox.</summary>
    public string Source => RootOptions + Group;

    /// <summary>The folder of a port below a path.</summary>
    public static SandboxFolder Of(string parent, int port) =>
        new(IOPath.Combine(IOPath.GetFullPath(parent), port.ToString(CultureInfo.InvariantCulture)), port);

    /// <summary>A folder by its own path.</summary>
    /// <returns>Null when its name is no port.</returns>
    public static SandboxFolder? At(string path)
    {
        var full = IOPath.TrimEndingDirectorySeparator(IOPath.GetFullPath(path));
        return int.TryParse(IOPath.GetFileName(full), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? new SandboxFolder(full, port)
            : null;
    }

    /// <summary>The folder of the sandbox that a server's Source names.</summary>
    /// <returns>Null when the source is something else.</returns>
    public static SandboxFolder? FromSource(string? source)
    {
        if (source is null || !source.EndsWith(Group, StringComparison.Ordinal))
            return null;
        var file = source[..^Group.Length];
        return IOPath.GetFileName(file) == "root.cnf" && IOPath.GetDirectoryName(file) is { } path ? At(path) : null;
    }

    /// <summary>The folders below a path whose name is a port, in the order of their ports.</summary>
    public static IEnumerable<SandboxFolder> AllIn(string parent) => Directory.Exists(parent)
        ? Directory.EnumerateDirectories(parent).Select(At).OfType<SandboxFolder>().OrderBy(folder => folder.Port)
        : [];
}
