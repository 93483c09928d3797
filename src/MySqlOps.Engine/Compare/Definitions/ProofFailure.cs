using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Compare.Definitions;

/// <summary>A table whose changes could not be proven.</summary>
/// <param name="Table">The table on the server that is changed.</param>
/// <param name="Reason">A sentence: what the server refused, or what would be left over.</param>
internal sealed record ProofFailure(ObjectName Table, string Reason);
