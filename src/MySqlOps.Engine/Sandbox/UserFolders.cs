namespace MySqlOps.Engine.Sandbox;

/// <summary>Where this user's files go: on Unix the XDG base directories (freedesktop.org's "XDG Base Directory Specification").</summary>
internal sealed record UserFolders
{
    private const string Product = "mysqlops";

    /// <summary>The folder for what can be made anew at any time.</summary>
    public required string Cache { get; init; }

    /// <summary>The folder for what the user wants to keep.</summary>
    public required string Data { get; init; }

    /// <summary>Unpacked servers, one folder each.</summary>
    public string Servers => Path.Combine(Cache, Product, "servers");

    /// <summary>Data directories to copy, one for each mysqld.</summary>
    public string Templates => Path.Combine(Cache, Product, "templates");

    /// <summary>Lock files of the ports that sandboxes are being made on.</summary>
    public string Ports => Path.Combine(Cache, Product, "ports");

    /// <summary>Sandboxes that were given no other place.</summary>
    public string Sandboxes => Path.Combine(Data, Product, "sandboxes");

    /// <summary>The folders of the user who runs this.</summary>
    public static UserFolders Current()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return OperatingSystem.IsWindows()
            ? new UserFolders { Cache = local, Data = local }
            : new UserFolders { Cache = Xdg("XDG_CACHE_HOME", home, ".cache"), Data = Xdg("XDG_DATA_HOME", home, ".local/share") };
    }

    /// <summary>The specification says to ignore a path that is not absolute.</summary>
    private static string Xdg(string variable, string home, string fallback) =>
        Environment.GetEnvironmentVariable(variable) is { } path && Path.IsPathRooted(path) ? path : Path.Combine(home, fallback);
}
