namespace MySqlOps.Engine.Load.Plan;

/// <summary>An object that the target has.</summary>
/// <param name="Kind">TABLE, VIEW, FUNCTION, PROCEDURE, LIBRARY, TRIGGER or EVENT.</param>
/// <param name="Database">Its database.</param>
/// <param name="Name">Its name.</param>
/// <param name="Detail">A table's engine, and a trigger's event and table as <c>INSERT table</c>; null for the rest.</param>
internal sealed record TargetObject(string Kind, string Database, string Name, string? Detail = null);
