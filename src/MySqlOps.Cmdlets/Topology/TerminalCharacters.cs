namespace MySqlOps.Cmdlets.Topology;

/// <summary>Which characters the terminal shows.</summary>
internal static class TerminalCharacters
{
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <summary>True when it shows more than ASCII: on Windows always, elsewhere when the locale says UTF-8.</summary>
    /// <param name="variable">Reads a variable of the environment.</param>
    public static bool HasUnicode(Func<string, string?> variable) => OperatingSystem.IsWindows() || IsUtf8(variable);

    /// <summary>The first of these that is set counts, as for every program (POSIX, 8.2).</summary>
    internal static bool IsUtf8(Func<string, string?> variable)
    {
        var locale = LocaleVariables.Select(variable).FirstOrDefault(static value => !string.IsNullOrEmpty(value)) ?? "";
        return locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || locale.Contains("UTF8", StringComparison.OrdinalIgnoreCase);
    }
}
