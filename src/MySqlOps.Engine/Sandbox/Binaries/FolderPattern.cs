using System.Text.RegularExpressions;

namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>Folders by a path with <c>*</c> in its parts, as <c>/opt/mysql/*/bin</c>.</summary>
internal static partial class FolderPattern
{
    /// <summary>The folders that exist; where a part is a pattern, those with the highest version number in their name come first.</summary>
    public static IEnumerable<string> Expand(string pattern)
    {
        var root = Path.GetPathRoot(pattern) ?? "";
        IEnumerable<string> folders = [root];
        foreach (var part in pattern[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
            folders = folders.SelectMany(folder => Step(folder, part));
        return folders.Where(Directory.Exists);
    }

    private static IEnumerable<string> Step(string folder, string part)
    {
        if (!part.Contains('*', StringComparison.Ordinal))
            return [Path.Combine(folder, part)];
        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };
        return Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder, part, options).OrderByDescending(VersionIn).ThenBy(path => path, StringComparer.Ordinal)
            : [];
    }

    private static Version VersionIn(string path)
    {
        var match = VersionText().Match(Path.GetFileName(path));
        return match.Success && Version.TryParse(match.Value, out var version) ? version : new Version(0, 0);
    }

    [GeneratedRegex(@"\d+(\.\d+){1,3}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VersionText();
}
