namespace MySqlOps.Engine.Load.Scripts;

/// <summary>A token of a statement.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first byte in the statement.</param>
/// <param name="Length">Its bytes, quotes included.</param>
/// <param name="Value">What it stands for, out of quotes and escapes; the beginning of it where it is very long.</param>
internal readonly record struct ScriptToken(ScriptTokenKind Kind, int Start, int Length, string Value)
{
    /// <summary>The byte after it.</summary>
    public int End => Start + Length;

    /// <summary>True for this keyword, in any case.</summary>
    public bool Is(string keyword) => Kind == ScriptTokenKind.Word && Value.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>True for one of these keywords.</summary>
    public bool IsAny(params ReadOnlySpan<string> keywords)
    {
        foreach (var keyword in keywords)
        {
            if (Is(keyword))
                return true;
        }

        return false;
    }

    /// <summary>True for this character.</summary>
    public bool IsSymbol(char symbol) => Kind == ScriptTokenKind.Symbol && Value[0] == symbol;

    /// <summary>True when it can name something.</summary>
    public bool IsName => Kind is ScriptTokenKind.Word or ScriptTokenKind.Name;
}
