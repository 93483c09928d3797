using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>A view, routine, trigger or event of the export that is to be loaded.</summary>
/// <param name="Kind">VIEW, FUNCTION, PROCEDURE, LIBRARY, TRIGGER or EVENT.</param>
/// <param name="Source">Its name in the export.</param>
/// <param name="Target">Its name on the target.</param>
/// <param name="Script">Its script.</param>
/// <param name="Table">A trigger's table on the target; null for the rest.</param>
internal sealed record ScopedObject(string Kind, ObjectName Source, ObjectName Target, string Script, ObjectName? Table);
