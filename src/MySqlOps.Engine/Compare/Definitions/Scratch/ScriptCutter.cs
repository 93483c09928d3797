namespace MySqlOps.Engine.Compare.Definitions.Scratch;

/// <summary>Cuts a script into statements: quotes, comments and DELIMITER lines as the mysql client has them. Comments before a statement are left out.</summary>
internal static class ScriptCutter
{
    /// <summary>The statements, without their delimiters.</summary>
    public static IEnumerable<string> Cut(string script)
    {
        var delimiter = ";";
        for (var start = SkipBlank(script, 0); start < script.Length; start = SkipBlank(script, start))
        {
            if (string.Compare(script, start, "DELIMITER ", 0, 10, StringComparison.OrdinalIgnoreCase) == 0)
            {
                var lineEnd = script.IndexOf('\n', start) is >= 0 and var found ? found : script.Length;
                delimiter = script[(start + 10)..lineEnd].Trim();
                start = lineEnd;
                continue;
            }

            var end = FindEnd(script, start, delimiter);
            if (script[start..end].Trim() is { Length: > 0 } statement)
                yield return statement;
            start = Math.Min(end + delimiter.Length, script.Length);
        }
    }

    /// <summary>Passes over blanks and comments, but for those whose content is run.</summary>
    private static int SkipBlank(string script, int at)
    {
        while (at < script.Length)
        {
            if (char.IsWhiteSpace(script[at]))
                at++;
            else if (CommentEnd(script, at) is { } end)
                at = end;
            else
                break;
        }

        return at;
    }

    private static int FindEnd(string script, int start, string delimiter)
    {
        for (var i = start; i < script.Length;)
        {
            if (string.CompareOrdinal(script, i, delimiter, 0, delimiter.Length) == 0)
                return i;
            i = script[i] is '\'' or '"' or '`' ? QuoteEnd(script, i) : CommentEnd(script, i) ?? i + 1;
        }

        return script.Length;
    }

    private static int? CommentEnd(string script, int at)
    {
        if (script[at] == '#' || Has(script, at, "-- ") || Has(script, at, "--\n") || Has(script, at, "--\t") || Has(script, at, "--\r"))
            return script.IndexOf('\n', at) is >= 0 and var line ? line + 1 : script.Length;
        if (Has(script, at, "/*") && !Has(script, at, "/*!") && !Has(script, at, "/*+"))
            return script.IndexOf("*/", at + 2, StringComparison.Ordinal) is >= 0 and var end ? end + 2 : script.Length;
        return null;
    }

    private static int QuoteEnd(string script, int start)
    {
        for (var i = start + 1; i < script.Length; i++)
        {
            if (script[i] == '\\' && script[start] != '`')
                i++;
            else if (script[i] == script[start])
                return i + 1;
        }

        return script.Length;
    }

    private static bool Has(string script, int at, string what) => string.CompareOrdinal(script, at, what, 0, what.Length) == 0;
}
