using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Compare;

/// <summary>What came of the comparison of a table's rows.</summary>
/// <param name="Name">The table's name on the source.</param>
/// <param name="Rows">Rows of the source that were compared.</param>
/// <param name="DifferentRows">Rows that differ, reported or not.</param>
/// <param name="RestlessRows">Rows that were changed at each look, so that nothing can be said of them.</param>
/// <param name="Failure">Why the table was given up, as a sentence; null when it was not.</param>
internal sealed record TableOutcome(ObjectName Name, long Rows, long DifferentRows, long RestlessRows, string? Failure);
