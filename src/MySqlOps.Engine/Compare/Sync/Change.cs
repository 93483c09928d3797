namespace MySqlOps.Engine.Compare.Sync;

/// <summary>What makes one side of a difference like the other. It is either a <see cref="DefinitionChange"/> or a <see cref="RowChange"/>.</summary>
internal abstract record Change
{
    /// <summary>The statements as text, each ended by a semicolon, that can be run by themselves with no database selected. A body that holds semicolons stands between DELIMITER lines.</summary>
    public abstract string Sql { get; }

    /// <summary>What it may lose, as a sentence; null when it loses nothing.</summary>
    public string? Destroys { get; init; }
}
