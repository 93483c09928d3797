namespace MySqlOps.Engine.DiskUsage;

/// <summary>What information_schema.TABLES says of a base table, read from the engine and not from the dictionary's cache.</summary>
internal sealed record TableFacts
{
    public required string Schema { get; init; }

    public required string Name { get; init; }

    /// <summary>Null for a table that the server can't open.</summary>
    public required string? Engine { get; init; }

    public required long? Rows { get; init; }

    public required long? DataBytes { get; init; }

    public required long? IndexBytes { get; init; }

    /// <summary>For a table in a shared tablespace this is the free space of the whole tablespace.</summary>
    public required long? FreeBytes { get; init; }

    public bool IsInnoDb => string.Equals(Engine, "InnoDB", StringComparison.OrdinalIgnoreCase);
}
