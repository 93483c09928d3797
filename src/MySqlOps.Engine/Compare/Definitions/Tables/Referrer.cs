using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;

namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>A foreign key of another table that points to this one and is the same on both sides.</summary>
/// <param name="Table">The other table.</param>
/// <param name="Key">The foreign key, its parent with its database.</param>
internal sealed record Referrer(ObjectName Table, ForeignKeyElement Key);
