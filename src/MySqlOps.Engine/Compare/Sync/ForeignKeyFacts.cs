using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>A foreign key on the server.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Child">The table that has it.</param>
/// <param name="Parent">The table that it refers to.</param>
/// <param name="Columns">Its columns, each with the parent's.</param>
internal sealed record ForeignKeyFacts(string Name, ObjectName Child, ObjectName Parent, IReadOnlyList<(string Child, string Parent)> Columns);
