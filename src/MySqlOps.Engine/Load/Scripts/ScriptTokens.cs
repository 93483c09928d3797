using System.Text;

namespace MySqlOps.Engine.Load.Scripts;

/// <summary>
/// Cuts a foreign statement into tokens, as bytes with their places, so that it can be changed where it must be and stay as it is everywhere else. What stands in
/// <c>/*! */</c> counts as if it stood outside. It never fails: what has no end ends with the statement, and the server has the last word.
/// </summary>
internal static class ScriptTokens
{
    private const int LongestValue = 64 * 1024;

    /// <summary>The first tokens of a statement.</summary>
    /// <param name="text">The statement.</param>
    /// <param name="syntax">How the session reads it.</param>
    /// <param name="limit">How many at most.</param>
    public static IReadOnlyList<ScriptToken> Read(ReadOnlySpan<byte> text, ScriptSyntax syntax, int limit)
    {
        var tokens = new List<ScriptToken>();
        for (var position = 0; position < text.Length && tokens.Count < limit;)
        {
            var rest = text[position..];
            var gap = GapLength(rest);
            if (gap > 0)
            {
                position += gap;
                continue;
            }

            var token = ReadToken(rest, position, syntax);
            tokens.Add(token);
            position = token.End;
        }

        return tokens;
    }

    /// <summary>The length of a blank, a comment, or a mark around what MySQL runs.</summary>
    private static int GapLength(ReadOnlySpan<byte> rest) => rest switch
    {
        [<= (byte)' ', ..] => 1,
        [(byte)'/', (byte)'*', (byte)'!', ..] => 3 + DigitsAt(rest[3..]),
        [(byte)'*', (byte)'/', ..] => 2,
        [(byte)'/', (byte)'*', ..] => Until(rest, 2, "*/"u8),
        [(byte)'#', ..] or [(byte)'-', (byte)'-', <= (byte)' ', ..] => Until(rest, 1, "\n"u8),
        _ => 0,
    };

    /// <summary>The version in such a mark: five or six digits.</summary>
    private static int DigitsAt(ReadOnlySpan<byte> rest)
    {
        var digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return digits < 0 ? rest.Length : digits;
    }

    private static int Until(ReadOnlySpan<byte> rest, int from, ReadOnlySpan<byte> end)
    {
        var found = rest[from..].IndexOf(end);
        return found < 0 ? rest.Length : from + found + end.Length;
    }

    private static ScriptToken ReadToken(ReadOnlySpan<byte> rest, int start, ScriptSyntax syntax)
    {
        if (rest[0] is (byte)'\'' or (byte)'"' or (byte)'`')
        {
            var kind = rest[0] == (byte)'`' || (rest[0] == (byte)'"' && syntax.HasAnsiQuotes) ? ScriptTokenKind.Name : ScriptTokenKind.Text;
            return ReadQuoted(rest, start, kind, syntax);
        }

        var length = 0;
        while (length < rest.Length && IsWordByte(rest[length]))
            length++;
        return length > 0
            ? new ScriptToken(ScriptTokenKind.Word, start, length, Encoding.UTF8.GetString(rest[..Math.Min(length, LongestValue)]))
            : new ScriptToken(ScriptTokenKind.Symbol, start, 1, ((char)rest[0]).ToString());
    }

    private static ScriptToken ReadQuoted(ReadOnlySpan<byte> rest, int start, ScriptTokenKind kind, ScriptSyntax syntax)
    {
        var quote = rest[0];
        var value = new List<byte>();
        var position = 1;
        for (; position < rest.Length; position++)
        {
            var next = position + 1 < rest.Length ? rest[position + 1] : (byte)0;
            if (rest[position] == quote && next != quote)
                break;
            if (rest[position] == quote || (rest[position] == (byte)'\\' && syntax.Escapes(quote)))
                position++;
            else if (syntax.CharacterSet.IsLead(rest[position]) && syntax.CharacterSet.IsTrail(next))
                Add(value, rest[position++]);
            if (position < rest.Length)
                Add(value, rest[position]);
        }

        return new ScriptToken(kind, start, Math.Min(position + 1, rest.Length), Encoding.UTF8.GetString([.. value]));
    }

    private static void Add(List<byte> value, byte next)
    {
        if (value.Count < LongestValue)
            value.Add(next);
    }

    private static bool IsWordByte(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'_' or (byte)'$' or >= 0x80;
}
