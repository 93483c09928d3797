using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Catalog.CreateTable;

/// <summary>
/// Cuts statements into tokens, as the server prints them to our sessions: backslashes escape in texts, names are in backticks. The content of a
/// versioned comment is cut like the rest, because a text in it may hold the comment's end; other comments and spaces are passed over.
/// </summary>
internal static class SqlTokens
{
    /// <summary>The tokens of a text.</summary>
    /// <exception cref="MySqlOpsException">DefinitionInvalid: a quote or comment has no end.</exception>
    public static IReadOnlyList<SqlToken> Read(string text) => Read(text, isScript: false);

    /// <summary>
    /// The tokens of a script, with the lines of comments that scripts have. A body in it may have been written under NO_BACKSLASH_ESCAPES, so that a quote seems to have no end:
    /// such a quote counts as a character of its own.
    /// </summary>
    public static IReadOnlyList<SqlToken> ReadScript(string text) => Read(text, isScript: true);

    private static List<SqlToken> Read(string text, bool isScript)
    {
        var tokens = new List<SqlToken>();
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            if (isScript && (text[i] == '#' || Has(text, i, "-- ") || Has(text, i, "--\n")))
            {
                i = text.IndexOf('\n', i) is >= 0 and var next ? next + 1 : text.Length;
                continue;
            }

            var end = FindEnd(text, i, isScript, out var kind);
            if (kind is { } known)
                tokens.Add(new SqlToken(text, known, i, end - i));
            i = end;
        }

        return tokens;
    }

    private static int FindEnd(string text, int start, bool isScript, out SqlTokenKind? kind)
    {
        switch (text[start])
        {
            case '`':
                kind = SqlTokenKind.Name;
                return FindQuoteEnd(text, start, escapes: false) ?? Unclosed(text, start, isScript, ref kind);
            case '\'' or '"':
                kind = SqlTokenKind.Text;
                return FindQuoteEnd(text, start, escapes: true) ?? Unclosed(text, start, isScript, ref kind);
            case '/' when Has(text, start, "/*"):
                return FindCommentEnd(text, start, out kind);
            case '*' when Has(text, start, "*/"):
                kind = SqlTokenKind.ConditionEnd;
                return start + 2;
        }

        var end = start;
        while (end < text.Length && IsWordCharacter(text[end]))
            end++;
        kind = end > start ? SqlTokenKind.Word : SqlTokenKind.Symbol;
        return Math.Max(end, start + 1);
    }

    private static int? FindQuoteEnd(string text, int start, bool escapes)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (escapes && text[i] == '\\')
                i++;
            else if (text[i] == text[start] && !(i + 1 < text.Length && text[i + 1] == text[start]))
                return i + 1;
            else if (text[i] == text[start])
                i++;
        }

        return null;
    }

    private static int Unclosed(string text, int start, bool isScript, ref SqlTokenKind? kind)
    {
        if (!isScript)
            throw Invalid(text, start, "a quote that is not closed");
        kind = SqlTokenKind.Symbol;
        return start + 1;
    }

    /// <summary>Only the beginning of a comment whose content counts; the whole of any other.</summary>
    private static int FindCommentEnd(string text, int start, out SqlTokenKind? kind)
    {
        var mark = start + 2;

        // MariaDB writes /*M! for itself, TiDB /*T! and /*T![feature].
        if (mark < text.Length && text[mark] is 'M' or 'T')
            mark++;
        if (mark < text.Length && text[mark] == '!')
        {
            kind = SqlTokenKind.ConditionStart;
            for (mark++; mark < text.Length && char.IsAsciiDigit(text[mark]);)
                mark++;
            return mark;
        }

        kind = null;
        var end = text.IndexOf("*/", start + 2, StringComparison.Ordinal);
        return end < 0 ? throw Invalid(text, start, "a comment that is not closed") : end + 2;
    }

    private static bool Has(string text, int at, string what) => string.CompareOrdinal(text, at, what, 0, what.Length) == 0;

    private static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' || c >= '\u0080';

    private static MySqlOpsException Invalid(string text, int at, string what) =>
        new(ErrorId.DefinitionInvalid, $"A statement has {what} at its character {at + 1}: {text[..Math.Min(60, text.Length)]}...", null);
}
