using System.Management.Automation;
using System.Management.Automation.Language;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>What all argument completers share: a time limit, quoting, and silence about errors, which have no place on a half-typed line.</summary>
internal static class Completion
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);

    /// <summary>The names that begin with the word, or contain it when none begins with it.</summary>
    public static IEnumerable<CompletionResult> Run(string word, Func<CancellationToken, Task<IEnumerable<string>>> ask)
    {
        var typed = word.Trim('\'', '"');
        var names = Ask(ask);
        var starting = names.Where(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ToList();
        var chosen = starting.Count > 0 ? starting : names.Where(name => name.Contains(typed, StringComparison.OrdinalIgnoreCase));
        return chosen.Select(name => new CompletionResult(Quote(name), name, CompletionResultType.ParameterValue, name));
    }

    private static List<string> Ask(Func<CancellationToken, Task<IEnumerable<string>>> ask)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var token = limit.Token;
            return [.. Task.Run(() => ask(token), token).GetAwaiter().GetResult()];
        }
        catch (Exception)
        {
            return [];
        }
    }

    private static string Quote(string name) =>
        name.All(character => char.IsLetterOrDigit(character) || character is '_' or '-' or '.')
            ? name
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
}
