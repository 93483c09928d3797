namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>Where a mysqld may be on a machine, in the order in which they are tried.</summary>
internal sealed record ServerPlaces
{
    /// <summary>The environment variable that names a mysqld.</summary>
    public const string Variable = "MYSQLOPS_MYSQLD";

    private static readonly string[] UnixFolders =
    [
        "/usr/sbin",
        "/usr/libexec",
        "/usr/local/sbin",
        "/usr/local/mysql/bin",
        "/opt/mysql/*/bin",
        "/opt/homebrew/opt/mysql*/bin",
        "/usr/local/opt/mysql*/bin",
        "/home/linuxbrew/.linuxbrew/opt/mysql*/bin",
    ];

    /// <summary>What <see cref="Variable"/> says; null when it is not set.</summary>
    public string? Named { get; init; }

    /// <summary>The folders of PATH.</summary>
    public IReadOnlyList<string> SearchPath { get; init; } = [];

    /// <summary>The folders where packages and installers put it; a part of a path may be a pattern with <c>*</c>.</summary>
    public IReadOnlyList<string> InstallFolders { get; init; } = [];

    /// <summary>The folder of the servers that we got ourselves.</summary>
    public required string Servers { get; init; }

    /// <summary>The file's name on this system.</summary>
    public static string FileName => OperatingSystem.IsWindows() ? "mysqld.exe" : "mysqld";

    /// <summary>The places of this machine.</summary>
    public static ServerPlaces OfThisMachine(UserFolders folders) => new()
    {
        Named = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null,
        SearchPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        InstallFolders = OperatingSystem.IsWindows()
            ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "MySQL", "MySQL Server *", "bin")]
            : UnixFolders,
        Servers = folders.Servers,
    };

    /// <summary>The files to try: on PATH, installed, then ours; of several in one pattern the newest version first.</summary>
    public IEnumerable<ServerCandidate> Candidates()
    {
        var onPath = SearchPath.Select(folder => new ServerCandidate(Path.Combine(folder, FileName), ServerBinaryOrigin.SearchPath));
        var installed = InstallFolders.SelectMany(FolderPattern.Expand)
            .Select(folder => new ServerCandidate(Path.Combine(folder, FileName), ServerBinaryOrigin.Installed));
        var cached = FolderPattern.Expand(Path.Combine(Servers, "mysql-*", "bin"))
            .Select(folder => new ServerCandidate(Path.Combine(folder, FileName), ServerBinaryOrigin.Cache));
        return onPath.Concat(installed).Concat(cached).Where(candidate => File.Exists(candidate.Path)).DistinctBy(candidate => candidate.Path, StringComparer.Ordinal);
    }
}
