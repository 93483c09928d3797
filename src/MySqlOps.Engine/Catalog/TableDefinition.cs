namespace MySqlOps.Engine.Catalog;

/// <summary>A base table.</summary>
internal sealed record TableDefinition
{
    /// <summary>Its name.</summary>
    public required ObjectName Name { get; init; }

    /// <summary>Its storage engine, as <c>InnoDB</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>
    /// What SHOW CREATE TABLE gives, with a generated invisible primary key shown. The name is not qualified, and neither are the parents of foreign keys in the same database.
    /// Empty where only data is read.
    /// </summary>
    public required string CreateStatement { get; init; }

    /// <summary>Its columns, in order, generated and invisible ones among them.</summary>
    public required IReadOnlyList<ColumnDefinition> Columns { get; init; }

    /// <summary>Its indexes, the primary key first.</summary>
    public required IReadOnlyList<IndexDefinition> Indexes { get; init; }

    /// <summary>Its partitions' names, subpartitions in place of partitions that have them; empty when it has none.</summary>
    public required IReadOnlyList<string> Partitions { get; init; }

    /// <summary>The rows that the server's statistics reckon with; not exact.</summary>
    public required long EstimatedRows { get; init; }

    /// <summary>Bytes of a row by the server's statistics; 0 when it does not know.</summary>
    public required long AverageRowBytes { get; init; }

    /// <summary>Bytes of the clustered index or data file by the server's statistics; not exact.</summary>
    public required long DataBytes { get; init; }

    /// <summary>Its triggers, in the order in which they fire within each timing and event.</summary>
    public IReadOnlyList<TriggerDefinition> Triggers { get; init; } = [];

    /// <summary>Its histograms.</summary>
    public IReadOnlyList<HistogramDefinition> Histograms { get; init; } = [];
}
