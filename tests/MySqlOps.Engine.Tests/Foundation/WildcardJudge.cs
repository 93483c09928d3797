namespace MySqlOps.Engine.Tests.Foundation;

/// <summary>PowerShell's wildcards matched by trying everything, as the judge of <see cref="MySqlOps.Engine.Foundation.NamePattern"/>.</summary>
internal static class WildcardJudge
{
    /// <summary>True when the name fits the pattern.</summary>
    public static bool Fits(string pattern, string name, bool ignoreCase)
    {
        if (pattern.Length == 0)
            return name.Length == 0;
        if (pattern[0] == '*')
            return Enumerable.Range(0, name.Length + 1).Any(taken => Fits(pattern[1..], name[taken..], ignoreCase));

        var (length, accepts) = First(pattern);
        return name.Length > 0
            && (accepts(name[0]) || (ignoreCase && (accepts(char.ToUpperInvariant(name[0])) || accepts(char.ToLowerInvariant(name[0])))))
            && Fits(pattern[length..], name[1..], ignoreCase);
    }

    /// <summary>How many characters of the pattern stand for the name's first one, and which that may be.</summary>
    private static (int Length, Predicate<char> Accepts) First(string pattern)
    {
        switch (pattern[0])
        {
            case '?':
                return (1, _ => true);
            case '`' when pattern.Length > 1:
                return (2, character => character == pattern[1]);
            case '[' when ReadSet(pattern) is { } set:
                return (set.Length, character => set.Ranges.Exists(range => range.From <= character && character <= range.To));
            default:
                return (1, character => character == pattern[0]);
        }
    }

    /// <summary>The set that the pattern starts with; null when its bracket is not closed, or closed at once.</summary>
    private static (int Length, List<(char From, char To)> Ranges)? ReadSet(string pattern)
    {
        var members = new List<(char Character, bool IsPlain)>();
        for (var i = 1; i < pattern.Length; i++)
        {
            if (pattern[i] == ']')
                return members.Count == 0 ? null : (i + 1, Ranges(members));
            var isPlain = pattern[i] == '`' && i + 1 < pattern.Length;
            if (isPlain)
                i++;
            members.Add((pattern[i], isPlain));
        }

        return null;
    }

    private static List<(char From, char To)> Ranges(List<(char Character, bool IsPlain)> members)
    {
        var ranges = new List<(char From, char To)>();
        while (members.Count > 0)
        {
            if (members is [var from, ('-', false), var to, ..])
            {
                if (from.Character <= to.Character)
                    ranges.Add((from.Character, to.Character));
                else
                    ranges.AddRange([(from.Character, from.Character), (to.Character, to.Character)]);
                members = members[3..];
            }
            else
            {
                ranges.Add((members[0].Character, members[0].Character));
                members = members[1..];
            }
        }

        return ranges;
    }
}
