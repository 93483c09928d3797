using System.Text;

namespace MySqlOps.Engine.Load.Scripts;

/// <summary>A SET statement for variables (manual 15.7.6.1), taken apart.</summary>
/// <param name="text">The statement.</param>
/// <param name="tokens">Its tokens.</param>
internal sealed class SetStatement(ReadOnlyMemory<byte> text, IReadOnlyList<ScriptToken> tokens)
{
    private static readonly string[] Scopes = ["global", "session", "local", "persist", "persist_only"];

    /// <summary>The statement's tokens.</summary>
    public IReadOnlyList<ScriptToken> Tokens { get; } = tokens;

    /// <summary>The assignments in their order.</summary>
    public IReadOnlyList<ScriptAssignment> Assignments { get; } = [.. Split(tokens).Select(range => Read(tokens, range.First, range.End))];

    /// <summary>The statement without some of its assignments.</summary>
    /// <returns>Null when none would be left.</returns>
    public ReadOnlyMemory<byte>? Without(Func<ScriptAssignment, bool> isDropped)
    {
        var kept = Assignments.Where(assignment => !isDropped(assignment)).ToList();
        if (kept.Count == 0)
            return null;
        var cuts = new List<(int From, int To)>();
        for (var i = 0; i < Assignments.Count; i++)
        {
            if (!isDropped(Assignments[i]))
                continue;

            // The comma goes with it: the one before, or for the first ones the one behind.
            var isLeading = Assignments.Take(i).All(isDropped);
            var first = isLeading ? Assignments[i].First : Assignments[i].First - 1;
            var last = isLeading ? Assignments[i].End : Assignments[i].End - 1;
            cuts.Add((Tokens[first].Start, Tokens[last].End));
        }

        return Replace(cuts.Select(cut => (cut.From, cut.To, "")));
    }

    /// <summary>The statement with pieces replaced.</summary>
    /// <param name="pieces">From, to, and what stands there instead; in their order.</param>
    public ReadOnlyMemory<byte> Replace(IEnumerable<(int From, int To, string Value)> pieces)
    {
        var result = new List<byte>(text.Length);
        var at = 0;
        foreach (var (from, to, value) in pieces)
        {
            result.AddRange(text.Span[at..from]);
            result.AddRange(Encoding.UTF8.GetBytes(value));
            at = to;
        }

        result.AddRange(text.Span[at..]);
        return result.ToArray();
    }

    private static IEnumerable<(int First, int End)> Split(IReadOnlyList<ScriptToken> tokens)
    {
        var (first, depth) = (1, 0);
        for (var i = 1; i < tokens.Count; i++)
        {
            depth += tokens[i].IsSymbol('(') ? 1 : tokens[i].IsSymbol(')') ? -1 : 0;
            if (depth != 0 || !tokens[i].IsSymbol(','))
                continue;
            yield return (first, i);
            first = i + 1;
        }

        if (first < tokens.Count)
            yield return (first, tokens.Count);
    }

    private static ScriptAssignment Read(IReadOnlyList<ScriptToken> tokens, int first, int end)
    {
        var i = first;
        if (tokens[i].Is("names"))
            return new ScriptAssignment("names", first, first + 1, end);
        if (tokens[i].Is("charset") || (tokens[i].IsAny("character", "char") && i + 1 < end && tokens[i + 1].Is("set")))
            return new ScriptAssignment("character set", first, Math.Min(end, first + (tokens[i].Is("charset") ? 1 : 2)), end);
        var isUserVariable = tokens[i].IsSymbol('@') && i + 1 < end && !tokens[i + 1].IsSymbol('@');
        var name = new StringBuilder(isUserVariable ? "@" : "");
        for (; i < end && !tokens[i].IsSymbol('=') && !tokens[i].IsSymbol(':'); i++)
        {
            var isScope = !isUserVariable && Scopes.Contains(tokens[i].Value, StringComparer.OrdinalIgnoreCase) && i + 1 < end && !tokens[i + 1].IsSymbol('=');
            if (!isScope && (tokens[i].IsName || (tokens[i].IsSymbol('.') && name.Length > 0)))
                name.Append(tokens[i].Value.ToLowerInvariant());
        }

        while (i < end && (tokens[i].IsSymbol('=') || tokens[i].IsSymbol(':')))
            i++;
        return new ScriptAssignment(name.ToString(), first, i, end);
    }
}
