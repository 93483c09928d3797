using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Dump.Manifest;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>A table of the export that is to be loaded.</summary>
internal sealed record ScopedTable
{
    /// <summary>Its database in the export.</summary>
    public required ExportedDatabase Database { get; init; }

    /// <summary>The table in the export.</summary>
    public required ExportedTable Table { get; init; }

    /// <summary>The table on the target.</summary>
    public required ObjectName Target { get; init; }

    /// <summary>Its definition, with the engine and the databases of the target; null when rows alone are loaded.</summary>
    public CreateTableText? Definition { get; init; }

    /// <summary>The engine that it will have.</summary>
    public string Engine => Definition?.Engine ?? Table.Engine;
}
