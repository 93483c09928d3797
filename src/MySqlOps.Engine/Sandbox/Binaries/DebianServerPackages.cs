using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Programs;

namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>
/// Gets a server on Debian and its kin: from the archive that the machine's apt is set to use, with the machine's keys and proxies,
/// with everything that the server is linked against. Packages are unpacked, not installed; the system stays as it is.
/// </summary>
internal sealed class DebianServerPackages(IProgramRunner programs, IOperationObserver observer, string settingsFolder) : IServerGetter
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(15);

    /// <summary>What only maintainer scripts and documentation need: perl, the list of packages, the compiler's base.</summary>
    private static readonly string[] Unneeded = ["perl", "libperl", "libgdbm", "gcc-", "debconf", "init-system-helpers", "lsb-base", "sysvinit-utils"];

    private readonly DownloadStep _step = new(programs, observer);

    /// <inheritdoc />
    public string Source => "the package archive of this machine's apt";

    /// <inheritdoc />
    public async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
            return "this is not Linux";
        foreach (var tool in (string[])["apt-get", "dpkg-deb"])
        {
            var call = new ProgramCall { FileName = tool, Arguments = ["--version"], TimeLimit = Short };
            if (await programs.RunAsync(call, cancellationToken).ConfigureAwait(false) is not { Succeeded: true })
                return $"there is no {tool}";
        }

        return (await ArchivesAsync(cancellationToken).ConfigureAwait(false)).Count == 0 ? "apt is not set to use Debian's or Ubuntu's archive" : null;
    }

    /// <inheritdoc />
    public async Task GetAsync(string root, string scratch, CancellationToken cancellationToken)
    {
        var settings = await _step.RunAsync("reading apt's settings", new ProgramCall { FileName = "apt-config", Arguments = ["dump"], TimeLimit = Short }, cancellationToken).ConfigureAwait(false);
        var archives = await ArchivesAsync(cancellationToken).ConfigureAwait(false);
        var number = 0;
        foreach (var archive in archives)
        {
            number++;
            var state = new AptState(Path.Combine(scratch, $"apt{number}"));
            await state.WriteAsync(archive, settings, cancellationToken).ConfigureAwait(false);
            try
            {
                await DownloadAsync(state, archive, cancellationToken).ConfigureAwait(false);
            }
            catch (MySqlOpsException e) when (e.Id == ErrorId.SandboxDownloadFailed && number < archives.Count)
            {
                observer.Verbose($"{archive.Uri} did not give a server ({e.Message}); trying the next archive.");
                continue;
            }

            await UnpackAsync(state, root, cancellationToken).ConfigureAwait(false);
            return;
        }
    }

    private async Task<IReadOnlyList<AptArchive>> ArchivesAsync(CancellationToken cancellationToken)
    {
        var call = new ProgramCall { FileName = "apt-get", Arguments = ["indextargets", "--no-release-info", "Created-By: Packages"], TimeLimit = Short };
        var targets = await _step.RunAsync("reading apt's archives", call, cancellationToken).ConfigureAwait(false);
        return AptArchiveChoice.Rank(AptTarget.ParseAll(targets), new AptSourceFiles(settingsFolder).SignedBy);
    }

    private async Task DownloadAsync(AptState state, AptArchive archive, CancellationToken cancellationToken)
    {
        var update = new ProgramCall { FileName = "apt-get", Arguments = ["update"], Environment = state.Environment, TimeLimit = Long };
        await _step.RunAsync($"reading the package lists of {archive.Suite}", update, cancellationToken).ConfigureAwait(false);

        // The status file is empty, so the whole closure comes, the C library and its loader included.
        var install = update with { Arguments = ["install", "--download-only", "--no-install-recommends", .. archive.Packages] };
        await _step.RunAsync("downloading packages", install, cancellationToken).ConfigureAwait(false);
    }

    private async Task UnpackAsync(AptState state, string root, CancellationToken cancellationToken)
    {
        foreach (var package in Directory.EnumerateFiles(state.Archives, "*.deb").Where(IsNeeded).Order(StringComparer.Ordinal))
        {
            var call = new ProgramCall { FileName = "dpkg-deb", Arguments = ["--extract", package, root], TimeLimit = Long };
            await _step.RunAsync($"unpacking {Path.GetFileName(package).Split('_')[0]}", call, cancellationToken).ConfigureAwait(false);
            File.Delete(package);
        }
    }

    private static bool IsNeeded(string package) =>
        !Array.Exists(Unneeded, prefix => Path.GetFileName(package).StartsWith(prefix, StringComparison.Ordinal));
}
