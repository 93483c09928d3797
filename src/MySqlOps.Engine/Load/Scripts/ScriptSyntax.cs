namespace MySqlOps.Engine.Load.Scripts;

/// <summary>How the session reads a script's text: what its sql_mode and character_set_client say.</summary>
internal sealed record ScriptSyntax
{
    /// <summary>The server's defaults.</summary>
    public static ScriptSyntax Default { get; } = new();

    /// <summary>True when sql_mode has NO_BACKSLASH_ESCAPES: a backslash is a character like others.</summary>
    public bool HasNoBackslashEscapes { get; init; }

    /// <summary>True when sql_mode has ANSI_QUOTES: double quotes hold names, in which a backslash escapes nothing.</summary>
    public bool HasAnsiQuotes { get; init; }

    /// <summary>The character set that the server takes the script to be in.</summary>
    public ScriptCharacterSet CharacterSet { get; init; } = ScriptCharacterSet.Plain;

    /// <summary>The syntax under these two variables.</summary>
    /// <param name="sqlMode">The value of sql_mode: words parted by commas, composed modes spelled out, as the server gives it.</param>
    /// <param name="characterSetClient">The value of character_set_client.</param>
    public static ScriptSyntax Of(string sqlMode, string characterSetClient)
    {
        var words = sqlMode.Split(',', StringSplitOptions.TrimEntries);
        return new ScriptSyntax
        {
            HasNoBackslashEscapes = words.Contains("NO_BACKSLASH_ESCAPES", StringComparer.OrdinalIgnoreCase),
            HasAnsiQuotes = words.Contains("ANSI_QUOTES", StringComparer.OrdinalIgnoreCase),
            CharacterSet = ScriptCharacterSet.Find(characterSetClient),
        };
    }

    /// <summary>True when a backslash inside these quotes takes the next byte's meaning away.</summary>
    /// <param name="quote">The quote that is open.</param>
    public bool Escapes(byte quote) => !HasNoBackslashEscapes && quote != (byte)'`' && !(quote == (byte)'"' && HasAnsiQuotes);
}
