namespace MySqlOps.Engine.Connect.Addresses;

/// <summary>What the process's surroundings contribute to an address. It is an argument, so that a test or a runspace can have its own.</summary>
internal sealed record ClientEnvironment
{
    /// <summary>What <c>~</c> stands for.</summary>
    public required string HomeFolder { get; init; }

    /// <summary>The folder that relative paths start from: in PowerShell the location, not the process's folder.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>The login-path file; it need not exist.</summary>
    public required string LoginPathFile { get; init; }

    /// <summary>The user to connect as where nothing names one, as the mysql client does.</summary>
    public required string UserName { get; init; }

    /// <summary>The surroundings of this process. MYSQL_TEST_LOGIN_FILE names another login-path file, as for all of MySQL's programs (manual 6.6.7).</summary>
    public static ClientEnvironment FromProcess()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return new ClientEnvironment
        {
            HomeFolder = home,
            WorkingFolder = Environment.CurrentDirectory,
            UserName = Environment.UserName,
            LoginPathFile = Environment.GetEnvironmentVariable("MYSQL_TEST_LOGIN_FILE") is { Length: > 0 } named ? named
                : OperatingSystem.IsWindows() ? Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "MySQL", ".mylogin.cnf")
                : Path.Join(home, ".mylogin.cnf"),
        };
    }

    /// <summary>The full path of a path that may begin with ~ or be relative.</summary>
    /// <param name="path">The path as it was written, without control characters.</param>
    public string FullPath(string path)
    {
        var expanded = path == "~" || path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith("~\\", StringComparison.Ordinal)
            ? Path.Join(HomeFolder, path[1..])
            : path;
        return Path.GetFullPath(expanded, WorkingFolder);
    }
}
