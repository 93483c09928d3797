using System.Globalization;
using System.Text;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>A private state for apt, so that nothing of the system's own is read past its settings, or changed.</summary>
internal sealed class AptState(string folder)
{
    /// <summary>Where the packages land.</summary>
    public string Archives => Path.Combine(folder, "cache", "archives");

    /// <summary>The environment that makes apt use this state and no other (apt.conf(5), APT_CONFIG).</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["APT_CONFIG"] = Configuration };

    private string Configuration => Path.Combine(folder, "apt.conf");

    /// <summary>Lays the state down.</summary>
    /// <param name="archive">The one archive that this state knows.</param>
    /// <param name="machineSettings">What <c>apt-config dump</c> prints: proxies and the like are taken from it, hooks are not.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task WriteAsync(AptArchive archive, string machineSettings, CancellationToken cancellationToken)
    {
        foreach (var part in (string[])["cache/archives/partial", "lists/partial", "log", "parts"])
            Directory.CreateDirectory(Path.Combine(folder, part));
        await File.WriteAllTextAsync(Path.Combine(folder, "status"), "", cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(folder, "parts", "server.sources"), archive.ToSources(), cancellationToken).ConfigureAwait(false);

        // A proxy's password may be among the settings.
        await PrivateFile.WriteAsync(Configuration, Settings(machineSettings), cancellationToken).ConfigureAwait(false);
    }

    private string Settings(string machineSettings)
    {
        var settings = new StringBuilder();
        foreach (var line in machineSettings.Split('\n').Select(line => line.Trim()).Where(IsTransport))
            settings.Append(line).Append('\n');
        settings.Append(
            CultureInfo.InvariantCulture,
            $"""
            Dir::Etc::main "/dev/null";
            Dir::Etc::parts "/dev/null";
            Dir::Etc::sourcelist "/dev/null";
            Dir::Etc::sourceparts "{folder}/parts";
            Dir::State "{folder}";
            Dir::State::lists "{folder}/lists";
            Dir::State::status "{folder}/status";
            Dir::State::extended_states "{folder}/extended_states";
            Dir::Cache "{folder}/cache";
            Dir::Cache::archives "{Archives}";
            Dir::Log "{folder}/log";
            Acquire::Languages "none";
            Acquire::Retries "2";
            APT::Get::Assume-Yes "true";

            """);

        // apt lets go of root to download; the cache folder of root is closed to its account.
        if (System.Environment.IsPrivilegedProcess)
            settings.Append("APT::Sandbox::User \"root\";\n");
        return settings.ToString();
    }

    private static bool IsTransport(string line) =>
        line.StartsWith("Acquire::", StringComparison.Ordinal)
        && !line.StartsWith("Acquire::IndexTargets", StringComparison.Ordinal)
        && !line.StartsWith("Acquire::Languages", StringComparison.Ordinal);
}
