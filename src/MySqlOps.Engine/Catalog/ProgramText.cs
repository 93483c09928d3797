using System.Text;
using System.Text.Unicode;

namespace MySqlOps.Engine.Catalog;

/// <summary>
/// Tells apart what SHOW CREATE mixes. It puts together a stored program from parts in UTF-8 (names, the returned type, the comment) and parts in the character set of the
/// client that made it (parameters, body), and then calls all of it that set (seen on 9.7.4): a name beyond ASCII comes out as other characters.
/// </summary>
internal static class ProgramText
{
    /// <summary>What may stand between the parameters and the body, each on a line of its own behind four blanks.</summary>
    private static readonly string[] Characteristics =
        ["NO SQL", "READS SQL DATA", "MODIFIES SQL DATA", "CONTAINS SQL", "DETERMINISTIC", "NOT DETERMINISTIC", "SQL SECURITY ", "LANGUAGE ", "USING ", "COMMENT "];

    /// <summary>The parts of a CREATE statement, in order; true for those that the server keeps in UTF-8.</summary>
    /// <param name="statement">CREATE FUNCTION, PROCEDURE, LIBRARY, TRIGGER or EVENT, as the server prints it.</param>
    public static IReadOnlyList<(string Text, bool IsUtf8)> Split(string statement)
    {
        var head = FindHeadEnd(statement, out var isRoutine);
        if (!isRoutine)
            return [(statement[..head], true), (statement[head..], false)];
        var parameters = FindListEnd(statement, head);
        var body = FindBody(statement, parameters);
        return [(statement[..head], true), (statement[head..parameters], false), (statement[parameters..body], true), (statement[body..], false)];
    }

    /// <summary>The parts put together again, those in UTF-8 read as such.</summary>
    /// <param name="name">The object's name. Where the first part holds it as it is, nothing was mixed there: MariaDB 10.11 prints a routine's name in the client's set.</param>
    /// <param name="parts">What <see cref="Split"/> gave.</param>
    /// <param name="bytes">The bytes of each part in the client's character set, which are those that the server keeps.</param>
    public static string Mend(string name, IReadOnlyList<(string Text, bool IsUtf8)> parts, IReadOnlyList<byte[]> bytes)
    {
        var text = new StringBuilder();
        foreach (var (i, (part, content)) in parts.Zip(bytes).Index())
        {
            var isWhole = i == 0 && !Ascii.IsValid(name) && part.Text.Contains(name, StringComparison.Ordinal);
            text.Append(part.IsUtf8 && !isWhole && Utf8.IsValid(content) ? Encoding.UTF8.GetString(content) : part.Text);
        }

        return text.ToString();
    }

    /// <summary>Where a routine's parameters begin, or what follows FOR EACH ROW of a trigger and DO of an event.</summary>
    private static int FindHeadEnd(string text, out bool isRoutine)
    {
        isRoutine = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '`' or '"' or '\'')
            {
                i = SkipQuoted(text, i);
            }
            else if (text[i] == '(')
            {
                isRoutine = true;
                return i;
            }
            else if (IsWord(text, i, "ROW") || IsWord(text, i, "DO"))
            {
                return i;
            }
        }

        return text.Length;
    }

    private static int FindListEnd(string text, int start)
    {
        var depth = 0;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] is '`' or '"' or '\'')
                i = SkipQuoted(text, i);
            else if (text[i] == '(')
                depth++;
            else if (text[i] == ')' && --depth == 0)
                return i + 1;
        }

        return text.Length;
    }

    private static int FindBody(string text, int start)
    {
        // The rest of the first line is RETURNS or nothing.
        var at = NextLine(text, start);
        while (Array.Exists(Characteristics, word => string.CompareOrdinal(text, at, $"    {word}", 0, word.Length + 4) == 0))
            at = NextLine(text, at);
        return at;
    }

    private static int NextLine(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end + 1;
    }

    /// <summary>The position of the closing quote. A quote within is doubled, or in a text escaped.</summary>
    private static int SkipQuoted(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && text[start] == '\'')
                i++;
            else if (text[i] == text[start] && !(i + 1 < text.Length && text[i + 1] == text[start]))
                return i;
            else if (text[i] == text[start])
                i++;
        }

        return text.Length;
    }

    private static bool IsWord(string text, int at, string word) =>
        string.CompareOrdinal(text, at, word, 0, word.Length) == 0
        && (at == 0 || char.IsWhiteSpace(text[at - 1]))
        && (at + word.Length == text.Length || char.IsWhiteSpace(text[at + word.Length]));
}
