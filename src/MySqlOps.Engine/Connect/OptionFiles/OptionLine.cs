namespace MySqlOps.Engine.Connect.OptionFiles;

/// <summary>One line of an option file or of a login-path file, read as the mysql client reads it (manual 6.2.2.2, "Using Option Files").</summary>
/// <param name="Kind">What the line is.</param>
/// <param name="Name">The group's, option's or directive's name; empty for a blank or broken line.</param>
/// <param name="Value">The option's value without quotes and escapes, or the directive's path; null for an option without a value.</param>
internal sealed record OptionLine(OptionLineKind Kind, string Name, string? Value)
{
    /// <summary>The directive that reads one more file.</summary>
    public const string IncludeFile = "include";

    /// <summary>The directive that reads the option files of a folder.</summary>
    public const string IncludeFolder = "includedir";

    // What C's isspace takes. The client's own table also has the byte 0xA0, which is half of a letter in UTF-8.
    private static readonly char[] Blanks = [' ', '\t', '\n', '\v', '\f', '\r'];

    /// <summary>Reads one line.</summary>
    /// <param name="text">The line, with or without its line end.</param>
    /// <param name="hasComments">True for an option file; a login-path file has no comment behind an option.</param>
    public static OptionLine Parse(string text, bool hasComments)
    {
        var line = text.Trim(Blanks);
        return line switch
        {
            [] or ['#' or ';', ..] => new OptionLine(OptionLineKind.Blank, "", null),
            ['!', ..] => ParseDirective(line[1..].TrimStart(Blanks)),
            ['[', ..] => ParseGroup(line[1..]),
            _ => ParseOption(hasComments ? line[..CommentStart(line)] : line),
        };
    }

    private static OptionLine ParseGroup(string line)
    {
        var end = line.IndexOf(']', StringComparison.Ordinal);
        return end < 0
            ? new OptionLine(OptionLineKind.Broken, "", null)
            : new OptionLine(OptionLineKind.Group, line[..end].TrimEnd(Blanks), null);
    }

    private static OptionLine ParseDirective(string line)
    {
        var name = line.Split(Blanks, 2)[0];
        if (name is not (IncludeFile or IncludeFolder))
            return new OptionLine(OptionLineKind.UnknownDirective, name, null);
        var path = line[name.Length..].Trim(Blanks);
        return path.Length == 0
            ? new OptionLine(OptionLineKind.Broken, "", null)
            : new OptionLine(OptionLineKind.Include, name, path);
    }

    private static OptionLine ParseOption(string line)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? new OptionLine(OptionLineKind.Option, line.TrimEnd(Blanks), null)
            : new OptionLine(OptionLineKind.Option, line[..equals].TrimEnd(Blanks), OptionValue.Read(line[(equals + 1)..].Trim(Blanks)));
    }

    /// <summary>Where the comment behind an option begins: at the first # that stands in no quotes.</summary>
    private static int CommentStart(string line)
    {
        var quote = '\0';
        var isEscaped = false;
        for (var i = 0; i < line.Length; i++)
        {
            var character = line[i];
            if (character is '\'' or '"' && !isEscaped)
                quote = quote == '\0' ? character : quote == character ? '\0' : quote;
            if (quote == '\0' && character == '#')
                return i;
            isEscaped = quote != '\0' && character == '\\' && !isEscaped;
        }

        return line.Length;
    }
}
