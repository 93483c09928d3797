namespace MySqlOps.Engine.Load.Scripts;

/// <summary>What becomes of a statement.</summary>
/// <param name="Text">What is sent; null when the statement is left out.</param>
internal sealed record StatementVerdict(ReadOnlyMemory<byte>? Text)
{
    /// <summary>What the user must know, as the rest of a sentence that names file and line; null for nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>Why the statement is refused, as a sentence; null when it is not.</summary>
    public string? Refusal { get; init; }

    /// <summary>True when the session may read what follows in another way.</summary>
    public bool MayChangeSyntax { get; init; }

    /// <summary>The statement as a SET of variables; null when it is none.</summary>
    public SetStatement? Set { get; init; }
}
