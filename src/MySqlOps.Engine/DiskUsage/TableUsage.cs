namespace MySqlOps.Engine.DiskUsage;

/// <summary>One table's share of the disk. Null means that the server did not say.</summary>
internal sealed record TableUsage
{
    public required string Schema { get; init; }

    public required string Name { get; init; }

    public string? Engine { get; init; }

    public long? DataBytes { get; init; }

    public long? IndexBytes { get; init; }

    public long? FreeBytes { get; init; }

    public long? FileBytes { get; init; }

    public long? Rows { get; init; }

    public string? Note { get; init; }

    public bool IsInnoDb => string.Equals(Engine, "InnoDB", StringComparison.OrdinalIgnoreCase);
}
