using System.Text.RegularExpressions;

/// <summary>The pwsh on PATH: null when there is none, or one that is too old for the module.</summary>
sealed record Pwsh(Version Version, string[] Modules)
{
    private const string Ask = "\"$($PSVersionTable.PSVersion.Major).$($PSVersionTable.PSVersion.Minor)\"; "
        + "Get-Module -ListAvailable Pester, Microsoft.PowerShell.PlatyPS | ForEach-Object { \"$($_.Name) $($_.Version.Major)\" }";

    /// <summary>How pwsh is started: as itself, without what its user has set up.</summary>
    public static string[] Start { get; } = ["-NoLogo", "-NoProfile", "-NonInteractive"];

    public bool HasPester => Modules.Any(module => Regex.IsMatch(module, @"^Pester ([5-9]|\d\d)"));

    public bool HasPlatyPS => Modules.Any(module => module.StartsWith("Microsoft.PowerShell.PlatyPS", StringComparison.Ordinal));

    public static async Task<Pwsh?> FindAsync()
    {
        try
        {
            var (exitCode, lines) = await Shell.CaptureAsync("pwsh", [.. Start, "-Command", Ask]);
            return exitCode == 0 && lines.Count > 0 && Version.TryParse(lines[0], out var version) && version >= new Version(7, 6)
                ? new Pwsh(version, [.. lines.Skip(1)])
                : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Server names and data in tests are not ASCII: pwsh takes the console's encoding from LANG.</summary>
    public static Dictionary<string, string> Variables(Dictionary<string, string> environment) => new(environment) { ["LANG"] = "en_US.UTF-8" };
}
