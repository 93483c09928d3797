namespace MySqlOps.Engine.Connect.Addresses;

/// <summary>An address that names an option file and the group in it that describes the server.</summary>
/// <param name="File">The file as it was written; it may be relative or begin with ~.</param>
/// <param name="Group">The group's name without brackets.</param>
internal sealed record OptionFileAddress(string File, string Group) : ServerAddress
{
    /// <summary>The group that every client program reads, and that is meant where none is named.</summary>
    public const string DefaultGroup = "client";

    /// <summary>True for a text without @ that can only be a file's path.</summary>
    public static bool IsPath(string text)
    {
        var path = WithoutGroup(text);
        if (path.EndsWith(".cnf", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ini", StringComparison.OrdinalIgnoreCase))
            return true;
        var separator = text.IndexOfAny(['/', '\\']);
        var colon = text.IndexOf(':', StringComparison.Ordinal);

        // name:3306:/socket has a slash too; but the colon of a path stands behind a drive's one letter.
        return separator >= 0 && (colon < 0 || colon > separator || HasDrive(text));
    }

    /// <summary>True for a text that begins as <c>C:\</c>.</summary>
    public static bool HasDrive(string text) => text is [var drive, ':', '/' or '\\', ..] && char.IsAsciiLetter(drive);

    /// <summary>Reads <c>file</c> or <c>file[group]</c>.</summary>
    public static OptionFileAddress Read(string text)
    {
        if (text.Any(char.IsControl))
            throw AddressError.Create("", "the path of the option file has a control character");
        var file = WithoutGroup(text);
        if (file.Length == text.Length)
            return text.EndsWith(']') ? throw AddressError.Create(text, "the ] at the end has no [ before it") : new OptionFileAddress(file, DefaultGroup);
        var group = text[(file.Length + 1)..^1];
        if (file.Length == 0 || string.IsNullOrWhiteSpace(group))
            throw AddressError.Create(text, file.Length == 0 ? "it names no file before the group" : "the brackets behind the file hold no group");
        return new OptionFileAddress(file, group);
    }

    private static string WithoutGroup(string text)
    {
        var start = text.EndsWith(']') ? text.LastIndexOf('[') : -1;
        return start < 0 ? text : text[..start];
    }
}
