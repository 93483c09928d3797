using System.Text;

namespace MySqlOps.Engine.Load.Scripts;

/// <summary>A command of the mysql client at the beginning of a line: a word, or a backslash and a character.</summary>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Name">Its name as it stands in the script.</param>
/// <param name="ArgumentAt">Where what follows the name begins.</param>
internal sealed record ClientCommand(ClientCommandKind Kind, string Name, int ArgumentAt)
{
    /// <summary>The length of the longest name.</summary>
    private const int LongestName = 24;

    /// <summary>False for a backslash and a character that stand alone: what comes after them in the line is SQL.</summary>
    public bool TakesArgument => Name[0] != '\\' || Name[1] is 'd' or 'u' or 'C' or 'P' or 'T' or 'R' or '.' or '!' or 'r' or 'h' or '?';

    /// <summary>Recognizes a command.</summary>
    /// <param name="line">The script from where a statement could begin, to the line's end or further.</param>
    /// <param name="delimiter">What ends statements now: it may follow the name at once.</param>
    /// <param name="knowsBackslash">False under NO_BACKSLASH_ESCAPES, where the short commands are none.</param>
    /// <returns>The command; null when the line is SQL.</returns>
    public static ClientCommand? Find(ReadOnlySpan<byte> line, ReadOnlySpan<byte> delimiter, bool knowsBackslash)
    {
        if (line.Length > 1 && line[0] == (byte)'\\')
            return knowsBackslash && ShortKind(line[1]) is { } kind ? new ClientCommand(kind, $"\\{(char)line[1]}", 2) : null;
        var length = 0;
        while (length < line.Length && length <= LongestName && IsNameByte(line[length]) && !line[length..].StartsWith(delimiter))
            length++;
        if (length == 0 || length > LongestName || !EndsThere(line[length..], delimiter))
            return line is [(byte)'?', <= (byte)' ', ..] ? new ClientCommand(ClientCommandKind.Display, "?", 1) : null;
        var name = Encoding.ASCII.GetString(line[..length]);
        return LongKind(name.ToLowerInvariant()) is { } found ? new ClientCommand(found, name, length) : null;
    }

    /// <summary>The first word after the name, out of its quotes.</summary>
    /// <param name="text">What follows the name.</param>
    public static byte[] ReadArgument(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r"u8);
        if (text.IsEmpty || text[0] is not ((byte)'\'' or (byte)'"' or (byte)'`'))
            return text[..(text.IndexOfAny(" \t"u8) is >= 0 and var blank ? blank : text.Length)].ToArray();
        var word = new List<byte>();
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == text[0] && (i + 1 == text.Length || text[++i] != text[0]))
                break;
            word.Add(text[i]);
        }

        return [.. word];
    }

    private static bool IsNameByte(byte value) => char.IsAsciiLetter((char)value) || value == (byte)'_';

    private static bool EndsThere(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> delimiter) => rest.IsEmpty || rest[0] <= (byte)' ' || rest.StartsWith(delimiter);

    private static ClientCommandKind? LongKind(string name) => name switch
    {
        "delimiter" => ClientCommandKind.Delimiter,
        "use" => ClientCommandKind.Use,
        "charset" => ClientCommandKind.CharacterSet,
        "quit" or "exit" => ClientCommandKind.Quit,
        "go" or "ego" or "clear" => ClientCommandKind.Nothing,
        "help" or "nopager" or "notee" or "pager" or "print" or "prompt" or "rehash" or "status" or "tee" or "warnings" or "nowarning"
            or "query_attributes" or "ssl_session_data_print" => ClientCommandKind.Display,
        "source" or "system" or "connect" or "edit" or "resetconnection" => ClientCommandKind.Forbidden,
        _ => null,
    };

    private static ClientCommandKind? ShortKind(byte command) => (char)command switch
    {
        'd' => ClientCommandKind.Delimiter,
        'u' => ClientCommandKind.Use,
        'C' => ClientCommandKind.CharacterSet,
        'q' => ClientCommandKind.Quit,
        'g' or 'G' or 'c' => ClientCommandKind.Nothing,
        'h' or '?' or 'n' or 't' or 'P' or 'p' or 'R' or '#' or 's' or 'T' or 'W' or 'w' => ClientCommandKind.Display,
        '.' or '!' or 'r' or 'e' or 'x' => ClientCommandKind.Forbidden,
        _ => null,
    };
}
