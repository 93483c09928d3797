using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Load;

/// <summary>Rows whose foreign key has no parent.</summary>
/// <param name="Table">The table with the rows.</param>
/// <param name="Constraint">The foreign key.</param>
/// <param name="Parent">The table that it names.</param>
/// <param name="Rows">How many rows lack their parent.</param>
public sealed record OrphanedRows(ObjectName Table, string Constraint, ObjectName Parent, long Rows);
