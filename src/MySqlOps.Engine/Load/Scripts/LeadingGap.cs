using System.Buffers;

namespace MySqlOps.Engine.Load.Scripts;

/// <summary>What stands between statements: blanks and comments.</summary>
internal static class LeadingGap
{
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n\f\v"u8);

    /// <summary>What begins where a statement could begin.</summary>
    public enum Comment
    {
        /// <summary>A statement, or a comment that the server runs.</summary>
        None,

        /// <summary>A comment to the line's end.</summary>
        Line,

        /// <summary>A comment to its closing mark.</summary>
        Block,
    }

    /// <summary>The length of the blanks, and of a byte order mark, which files that were put together have in their midst.</summary>
    public static int BlankLength(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("\uFEFF"u8))
            return 3;
        var end = text.IndexOfAnyExcept(Blanks);
        return end < 0 ? text.Length : end;
    }

    /// <summary>
    /// What begins there. Two dashes need no blank here: the mysql client takes a line of dashes for a comment. MariaDB's <c>/*M!</c> is passed on, since MariaDB runs it.
    /// </summary>
    public static Comment CommentAt(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'#', ..] or [(byte)'-', (byte)'-', ..] => Comment.Line,
        [(byte)'/', (byte)'*', (byte)'M', (byte)'!', ..] or [(byte)'/', (byte)'*', (byte)'!' or (byte)'+', ..] => Comment.None,
        [(byte)'/', (byte)'*', ..] => Comment.Block,
        _ => Comment.None,
    };
}
