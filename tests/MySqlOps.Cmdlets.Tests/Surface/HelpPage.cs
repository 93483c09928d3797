using System.Text.RegularExpressions;
using MySqlOps.Tests;

namespace MySqlOps.Cmdlets.Tests.Surface;

/// <summary>A page of docs/cmdlets, in the layout of platyPS: sections under ##, their parts under ###.</summary>
internal sealed class HelpPage
{
    private readonly Dictionary<string, HelpSection> _sections = [];

    private HelpPage(string text)
    {
        Text = text;
        HelpSection? section = null;
        string? part = null;
        var inCode = false;
        foreach (var line in text.Split('\n'))
        {
            inCode ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!inCode && line.StartsWith("## ", StringComparison.Ordinal))
                (section, part) = (_sections[line[3..].Trim()] = new HelpSection(), null);
            else if (!inCode && line.StartsWith("### ", StringComparison.Ordinal))
                section?.AddPart(part = line[4..].Trim());
            else
                section?.AddLine(part, line);
        }
    }

    /// <summary>The whole page.</summary>
    public string Text { get; }

    /// <summary>The names of the cmdlets that have a page.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. RepositoryFiles.List("docs/cmdlets", "*-*.md").Select(path => Path.GetFileNameWithoutExtension(path))];

    /// <summary>The page of a cmdlet.</summary>
    public static HelpPage Of(string cmdlet) => new(RepositoryFiles.Read($"docs/cmdlets/{cmdlet}.md"));

    /// <summary>A section; empty when the page lacks it.</summary>
    public HelpSection this[string name] => _sections.GetValueOrDefault(name, new HelpSection());

    /// <summary>A text with its blanks and Markdown's escapes evened out, to compare with what other tools made of it.</summary>
    public static string Plain(string text) => Regex.Replace(text.Replace("\\", "", StringComparison.Ordinal), @"\s+", " ").Trim();
}
