using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Compare.Definitions.Sides;

/// <summary>An object of a side: a trigger and a routine may have the same name.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name where it is changed.</param>
internal sealed record ObjectKey(ComparedObject Type, ObjectName Name);
