namespace MySqlOps.Engine.Compare.Definitions.Scratch;

/// <summary>A definition of a folder.</summary>
internal sealed record FolderStatement
{
    /// <summary>The file that it is in.</summary>
    public required string File { get; init; }

    /// <summary>The database that is selected for it.</summary>
    public required string Database { get; init; }

    /// <summary>What it makes: TABLE, VIEW and so on.</summary>
    public required string Kind { get; init; }

    /// <summary>The object's bare name.</summary>
    public required string Name { get; init; }

    /// <summary>The statement.</summary>
    public required string Text { get; init; }

    /// <summary>The SET statements that came before it in its file.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>The databases that must be there: its own, and those that it names.</summary>
    public required IReadOnlyList<string> Databases { get; init; }

    /// <summary>For CREATE DATABASE, what follows the name; null for others.</summary>
    public string? DatabaseOptions { get; init; }
}
