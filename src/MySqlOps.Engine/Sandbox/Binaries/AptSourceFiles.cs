using System.Text.RegularExpressions;

namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>The machine's own list of package archives: <c>sources.list</c>, <c>*.list</c> and <c>*.sources</c> (sources.list(5)).</summary>
internal sealed partial class AptSourceFiles(string folder)
{
    /// <summary>Finds which keys an archive is signed by.</summary>
    /// <param name="uri">The archive's address.</param>
    /// <returns>The value of Signed-By, a whole key over several lines included; null when none is said.</returns>
    public string? SignedBy(string uri)
    {
        var parts = Path.Combine(folder, "sources.list.d");
        var lists = Directory.Exists(parts) ? Directory.EnumerateFiles(parts, "*.list").Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        var stanzas = Directory.Exists(parts) ? Directory.EnumerateFiles(parts, "*.sources").Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        return lists.Prepend(Path.Combine(folder, "sources.list")).Where(File.Exists).Select(file => InList(File.ReadAllText(file), uri))
            .Concat(stanzas.Select(file => InStanzas(File.ReadAllText(file), uri)))
            .FirstOrDefault(value => value is not null);
    }

    private static string? InList(string text, string uri) => text.Split('\n')
        .Select(line => line.Trim())
        .Where(line => line.StartsWith("deb", StringComparison.Ordinal) && Names(line, uri))
        .Select(line => SignedByOption().Match(line))
        .Where(match => match.Success)
        .Select(match => match.Groups["value"].Value.Replace(',', ' '))
        .FirstOrDefault();

    private static string? InStanzas(string text, string uri) => text.ReplaceLineEndings("\n").Split("\n\n")
        .Where(stanza => Names(stanza, uri))
        .Select(stanza => SignedByField().Match(stanza))
        .Where(match => match.Success)
        .Select(match => match.Groups["value"].Value.TrimEnd())
        .FirstOrDefault();

    private static bool Names(string text, string uri) => text
        .Split((char[])[' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries)
        .Any(word => string.Equals(word.TrimEnd('/'), uri.TrimEnd('/'), StringComparison.Ordinal));

    [GeneratedRegex(@"\[[^\]]*\bsigned-by=(?<value>[^\s\]]+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex SignedByOption();

    /// <summary>The field with its continuation lines, which begin with a space.</summary>
    [GeneratedRegex(@"^Signed-By:[ \t]*(?<value>.*(\n[ \t].*)*)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline, 1000)]
    private static partial Regex SignedByField();
}
