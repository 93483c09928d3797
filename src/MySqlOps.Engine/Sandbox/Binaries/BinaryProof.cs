using System.Text.RegularExpressions;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Programs;

namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>Proves a candidate by running it: a file of the right name may be for another machine, lack a library, or be MariaDB's.</summary>
internal sealed partial class BinaryProof(IProgramRunner programs)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Runs <c>mysqld --version</c> and judges what it says.</summary>
    public async Task<BinaryVerdict> JudgeAsync(ServerCandidate candidate, CancellationToken cancellationToken)
    {
        var call = new ProgramCall { FileName = candidate.Path, Arguments = ["--version"], TimeLimit = Limit };
        var result = await programs.RunAsync(call, cancellationToken).ConfigureAwait(false);
        if (result is null)
            return Refused(candidate, "can't be executed");
        if (!result.Succeeded)
            return Refused(candidate, $"does not run ({result.Complaint})");
        var match = VersionLine().Match(result.Output);
        if (!match.Success || !ServerVersion.TryParse(match.Groups["version"].Value, match.Groups["comment"].Value, out var version))
            return Refused(candidate, "does not say a version");
        if (version.Flavor == ServerFlavor.MariaDb)
            return Refused(candidate, $"is MariaDB {version}, not MySQL");
        if (!new ServerFacts(version).IsSupported)
            return Refused(candidate, $"is MySQL {version}, older than what MySqlOps works with");
        return new BinaryVerdict(new ServerBinary { Path = candidate.Path, Version = version, Origin = candidate.Origin }, null);
    }

    private static BinaryVerdict Refused(ServerCandidate candidate, string why) => new(null, $"{candidate.Path} {why}");

    /// <summary>As <c>/usr/sbin/mysqld  Ver 8.4.6 for Linux on x86_64 (MySQL Community Server - GPL)</c>.</summary>
    [GeneratedRegex(@"\bVer\s+(?<version>\S+)\s+(?<comment>.*)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VersionLine();
}
