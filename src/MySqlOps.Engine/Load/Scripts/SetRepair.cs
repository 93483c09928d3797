using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Scripts;

/// <summary>
/// Mends a SET statement of an older or another server: words of sql_mode that the target does not know (NO_AUTO_CREATE_USER of 5.7, removed in 8.0.11) and variables that it
/// lacks. What it knows is found out by asking it, not from a list.
/// </summary>
internal sealed class SetRepair(DataSession session)
{
    /// <summary>Mends the statement that failed.</summary>
    /// <returns>What is to be sent in its place, null when nothing is left of it, with the names that were left out; none when there was nothing to mend.</returns>
    public async Task<(ReadOnlyMemory<byte>? Text, IReadOnlyList<string> LeftOut)> MendAsync(SetStatement set, ReadOnlyMemory<byte> text, MySqlOpsException error, CancellationToken cancellationToken) =>
        error.ServerErrorNumber switch
        {
            ServerErrorNumber.WrongValueForVariable => await MendModeAsync(set, text, cancellationToken).ConfigureAwait(false),
            ServerErrorNumber.UnknownSystemVariable => await MendVariablesAsync(set, cancellationToken).ConfigureAwait(false),
            _ => (text, []),
        };

    private async Task<(ReadOnlyMemory<byte>? Text, IReadOnlyList<string> LeftOut)> MendModeAsync(SetStatement set, ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        var values = set.Assignments
            .Where(one => one.Name == "sql_mode" && one.End == one.ValueFirst + 1 && set.Tokens[one.ValueFirst].Kind == ScriptTokenKind.Text)
            .Select(one => set.Tokens[one.ValueFirst])
            .ToList();
        var words = values.SelectMany(value => Words(value.Value)).Distinct(StringComparer.OrdinalIgnoreCase);
        var unknown = await FindUnknownWordsAsync(words, cancellationToken).ConfigureAwait(false);
        if (unknown.Count == 0)
            return (text, []);
        var pieces = values.Select(value => (value.Start, value.End, SqlLiteral.Quote(string.Join(',', Words(value.Value).Except(unknown, StringComparer.OrdinalIgnoreCase)))));
        return (set.Replace(pieces), unknown);
    }

    private static string[] Words(string mode) => mode.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Tries each word as the session's mode, and sets the mode back that was there.</summary>
    private async Task<IReadOnlyList<string>> FindUnknownWordsAsync(IEnumerable<string> words, CancellationToken cancellationToken)
    {
        var before = await session.TextAsync("SELECT @@SESSION.sql_mode", cancellationToken).ConfigureAwait(false);
        var unknown = new List<string>();
        foreach (var word in words)
        {
            if (!await SucceedsAsync($"SET SESSION sql_mode = {SqlLiteral.Quote(word)}", ServerErrorNumber.WrongValueForVariable, cancellationToken).ConfigureAwait(false))
                unknown.Add(word);
        }

        await session.ExecuteAsync($"SET SESSION sql_mode = {SqlLiteral.Quote(before!)}", cancellationToken).ConfigureAwait(false);
        return unknown;
    }

    private async Task<(ReadOnlyMemory<byte>? Text, IReadOnlyList<string> LeftOut)> MendVariablesAsync(SetStatement set, CancellationToken cancellationToken)
    {
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in set.Assignments.SelectMany(one => Variables(set, one)).Distinct(StringComparer.Ordinal).ToList())
        {
            if (!await SucceedsAsync($"SELECT @@{SqlIdentifier.Quote(name)}", ServerErrorNumber.UnknownSystemVariable, cancellationToken).ConfigureAwait(false))
                unknown.Add(name);
        }

        return (set.Without(one => Variables(set, one).Any(unknown.Contains)), [.. unknown]);
    }

    /// <summary>The system variables that an assignment sets or reads.</summary>
    private static IEnumerable<string> Variables(SetStatement set, ScriptAssignment assignment)
    {
        if (assignment.Name.Length > 0 && assignment.Name[0] != '@' && assignment.Name is not ("names" or "character set"))
            yield return assignment.Name;
        for (var i = assignment.ValueFirst; i + 2 < assignment.End; i++)
        {
            if (!set.Tokens[i].IsSymbol('@') || !set.Tokens[i + 1].IsSymbol('@'))
                continue;
            var hasScope = i + 4 < assignment.End && set.Tokens[i + 3].IsSymbol('.');
            yield return set.Tokens[hasScope ? i + 4 : i + 2].Value.ToLowerInvariant();
        }
    }

    private async Task<bool> SucceedsAsync(string sql, int failure, CancellationToken cancellationToken)
    {
        try
        {
            await session.ExecuteAsync(sql, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber == failure)
        {
            return false;
        }
    }
}
