namespace MySqlOps.Engine.Load.Scripts;

/// <summary>What a token is.</summary>
internal enum ScriptTokenKind
{
    /// <summary>A keyword, a name without quotes, or a number.</summary>
    Word,

    /// <summary>A name in quotes.</summary>
    Name,

    /// <summary>A string.</summary>
    Text,

    /// <summary>Any other character.</summary>
    Symbol,
}
