namespace MySqlOps.Cmdlets.Failover;

/// <summary>What a person has chosen to see by keys.</summary>
/// <param name="Page">Which list.</param>
/// <param name="Offset">How many of its lines are above the first that is shown.</param>
/// <param name="IsQuit">True when the monitor is to end.</param>
internal sealed record BoardState(BoardPage Page = BoardPage.Health, int Offset = 0, bool IsQuit = false)
{
    /// <summary>The code of the key Up, as hosts give it.</summary>
    public const int Up = 38;

    /// <summary>The code of the key Down.</summary>
    public const int Down = 40;

    /// <summary>After a key; a key that means nothing changes nothing, and so does R, which only has it drawn at once.</summary>
    /// <param name="character">What the key writes.</param>
    /// <param name="code">The key's code.</param>
    public BoardState Press(char character, int code) => (char.ToUpperInvariant(character), code) switch
    {
        ('H', _) => new BoardState(),
        ('G', _) => new BoardState(BoardPage.Gtid),
        ('U', _) => new BoardState(BoardPage.Uuid),
        ('L', _) => new BoardState(BoardPage.Log),
        ('Q', _) => this with { IsQuit = true },
        (_, Up) => this with { Offset = Math.Max(0, Offset - 1) },
        (_, Down) => this with { Offset = Offset + 1 },
        _ => this,
    };
}
