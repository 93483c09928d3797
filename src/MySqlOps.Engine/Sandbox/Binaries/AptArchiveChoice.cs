namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>Decides which of the machine's archives to ask for a MySQL server.</summary>
internal static class AptArchiveChoice
{
    /// <summary>Debian carries MySQL in its unstable suite only, so that is asked whichever suite the machine is on.</summary>
    private static readonly (string Origin, string Suite, string Components, string[] Packages) Debian =
        ("Debian", "sid", "main", ["mysql-server-core", "mysql-client-core", "mysql-router"]);

    /// <summary>Ubuntu carries one MySQL in each release, under names that these packages lead to.</summary>
    private static readonly (string Origin, string Suite, string Components, string[] Packages) Ubuntu =
        ("Ubuntu", "", "main universe", ["default-mysql-server-core", "default-mysql-client-core", "mysql-router"]);

    /// <summary>The archives to try, the likeliest first; empty when none of them is Debian's or Ubuntu's.</summary>
    /// <param name="targets">What the machine's apt uses.</param>
    /// <param name="signedBy">Finds the Signed-By value of an archive's address.</param>
    public static IReadOnlyList<AptArchive> Rank(IEnumerable<AptTarget> targets, Func<string, string?> signedBy) =>
    [
        .. targets.Where(target => !IsSide(target))
            .SelectMany(target => new[] { (Target: target, Kind: Debian), (Target: target, Kind: Ubuntu) })
            .Select(pair => (pair.Target, pair.Kind, Score: Score(pair.Target, pair.Kind.Origin)))
            .Where(pair => pair.Score > 0)
            .OrderByDescending(pair => pair.Score)
            .Select(pair => new AptArchive
            {
                Uri = pair.Target.Uri,
                SignedBy = signedBy(pair.Target.Uri),
                Suite = pair.Kind.Suite.Length > 0 ? pair.Kind.Suite : pair.Target.Release,
                Components = pair.Kind.Components,
                Packages = pair.Kind.Packages,
            })
            .DistinctBy(archive => archive.Uri, StringComparer.Ordinal),
    ];

    /// <summary>Security, updates and backports: not the main archive.</summary>
    private static bool IsSide(AptTarget target) =>
        target.Release.Contains('-', StringComparison.Ordinal) || target.Uri.TrimEnd('/').EndsWith("-security", StringComparison.Ordinal);

    /// <summary>What the archive says of itself counts most; before the first apt-get update there is only its address.</summary>
    private static int Score(AptTarget target, string origin) =>
        (string.Equals(target.Origin, origin, StringComparison.Ordinal) ? 2 : 0)
        + (target.Uri.TrimEnd('/').EndsWith($"/{origin}", StringComparison.OrdinalIgnoreCase) ? 1 : 0);
}
