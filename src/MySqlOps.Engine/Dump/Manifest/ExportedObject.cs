namespace MySqlOps.Engine.Dump.Manifest;

/// <summary>A view, routine, trigger or event of an export.</summary>
/// <param name="Name">Its bare name.</param>
/// <param name="Kind">VIEW, FUNCTION, PROCEDURE, LIBRARY, TRIGGER or EVENT.</param>
/// <param name="Definition">Its script.</param>
/// <param name="Columns">A view's column names; empty for the rest.</param>
internal sealed record ExportedObject(string Name, string Kind, ExportedFile Definition, IReadOnlyList<string> Columns);
