namespace MySqlOps.Engine.Load.Scripts;

/// <summary>One assignment of a SET statement.</summary>
/// <param name="Name">The variable, in lower case and without its scope; <c>names</c> and <c>character set</c> for these two; with an @ for a user variable.</param>
/// <param name="First">The place of its first token in the statement's tokens.</param>
/// <param name="ValueFirst">The place of its value's first token; that of the end where it has none.</param>
/// <param name="End">The place after its last token: the comma, or the end.</param>
internal sealed record ScriptAssignment(string Name, int First, int ValueFirst, int End);
