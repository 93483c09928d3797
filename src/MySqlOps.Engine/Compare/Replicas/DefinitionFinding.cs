using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Compare.Replicas;

/// <summary>What of an object's definition differs.</summary>
/// <param name="Type">The object's type.</param>
/// <param name="Name">Its name on the source.</param>
/// <param name="Reason">What differs, as a sentence.</param>
/// <param name="Differences">The differences.</param>
internal sealed record DefinitionFinding(ComparedObject Type, ObjectName Name, string Reason, IReadOnlyList<MySqlDifference> Differences);
