namespace MySqlOps.Engine.Catalog.CreateTable;

/// <summary>A piece of a statement's text.</summary>
/// <param name="Source">The whole text.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
internal readonly record struct SqlToken(string Source, SqlTokenKind Kind, int Start, int Length)
{
    /// <summary>The position behind it.</summary>
    public int End => Start + Length;

    /// <summary>The text as it stands there.</summary>
    public ReadOnlySpan<char> Span => Source.AsSpan(Start, Length);

    /// <summary>The bare name of a <see cref="SqlTokenKind.Name"/>.</summary>
    public string Name => Source.Substring(Start + 1, Length - 2).Replace("``", "`", StringComparison.Ordinal);

    /// <summary>True for this bare word, in whatever case.</summary>
    public bool IsWord(string word) => Kind == SqlTokenKind.Word && Span.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>True for this character, standing for itself.</summary>
    public bool IsSymbol(char symbol) => Kind == SqlTokenKind.Symbol && Source[Start] == symbol;
}
