namespace MySqlOps.Engine.Compare.Replicas;

/// <summary>The patterns of LIKE: % for anything, _ for one character, a backslash before a character that stands for itself (manual 14.8.1).</summary>
internal static class Like
{
    /// <summary>True when the whole text fits the pattern, in either case.</summary>
    public static bool Matches(string pattern, string text)
    {
        // Where to go on from when what follows the last % does not fit.
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '%')
            {
                star = ++p;
                mark = t;
            }
            else if (p < pattern.Length && Fits(pattern, p, text[t], out var length))
            {
                p += length;
                t++;
            }
            else if (star >= 0)
            {
                p = star;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '%')
            p++;
        return p == pattern.Length;
    }

    private static bool Fits(string pattern, int at, char character, out int length)
    {
        var isEscaped = pattern[at] == '\\' && at + 1 < pattern.Length;
        length = isEscaped ? 2 : 1;
        var wanted = pattern[at + length - 1];
        return (wanted == '_' && !isEscaped) || char.ToUpperInvariant(wanted) == char.ToUpperInvariant(character);
    }
}
