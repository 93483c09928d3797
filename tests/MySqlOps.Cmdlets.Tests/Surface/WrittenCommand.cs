using System.Text.RegularExpressions;

namespace MySqlOps.Cmdlets.Tests.Surface;

/// <summary>One of our commands as a document writes it, with the parameters that it is given there by name.</summary>
/// <param name="Name">The command, as Get-MySqlServer; it may not exist.</param>
/// <param name="Parameters">The parameters' names, without the hyphen.</param>
internal sealed record WrittenCommand(string Name, IReadOnlyList<string> Parameters)
{
    /// <summary>The commands in the code of a Markdown text: in its blocks of PowerShell, and in spans that begin with one.</summary>
    public static IEnumerable<WrittenCommand> In(string markdown)
    {
        var blocks = Regex.Matches(markdown, @"(?sm)^```powershell\n(?<code>.*?)^```");
        var rest = Regex.Replace(markdown, @"(?sm)^```.*?^```", "");
        var spans = Regex.Matches(rest, @"`(?<code>[A-Z][a-z]+-MySql[^`\n]*)`");
        return blocks.Concat(spans).SelectMany(static match => Read(match.Groups["code"].Value));
    }

    private static IEnumerable<WrittenCommand> Read(string code)
    {
        foreach (Match match in Regex.Matches(code, @"(?<![\w'""#-])(?!Verb-)[A-Z][a-z]+-MySql\w*"))
        {
            var parameters = Regex.Matches(Arguments(code[(match.Index + match.Length)..]), @"(?<=\s)-(?<name>[A-Za-z]\w*)").Select(static found => found.Groups["name"].Value);
            yield return new WrittenCommand(match.Value, [.. parameters]);
        }
    }

    /// <summary>What belongs to a command itself: up to the pipe, the line or the bracket that ends it, without texts and whatever stands in brackets.</summary>
    private static string Arguments(string code)
    {
        var whole = Regex.Replace(code, @"`\n|,[ ]*\n", " ");
        var bare = Regex.Replace(whole, @"'[^'\n]*'|""[^""\n]*""", "_");
        for (var before = ""; before != bare;)
            (before, bare) = (bare, Regex.Replace(bare, @"\([^(){}]*\)|[$@]?\{[^(){}]*\}", "_"));
        return Regex.Match(bare, @"^[^|;)}#\n]*").Value;
    }
}
