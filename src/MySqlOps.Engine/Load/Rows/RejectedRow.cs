namespace MySqlOps.Engine.Load.Rows;

/// <summary>A row that the server takes only with a warning, or not at all.</summary>
internal sealed record RejectedRow
{
    /// <summary>Its number in the chunk, from 0.</summary>
    public required long Row { get; init; }

    /// <summary>The server's warning.</summary>
    public required ServerWarning Warning { get; init; }

    /// <summary>The column whose value does not fit; null when it is the row as a whole: a key that is there, a check, no partition.</summary>
    public string? Column { get; init; }

    /// <summary>The bytes of that column's cell, or of the whole row's LOAD DATA text, cut off when long; null for NULL.</summary>
    public byte[]? Value { get; init; }
}
