namespace MySqlOps.Engine.Dump;

/// <summary>What is wrong with an export.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="Message">What is wrong with it, as a sentence.</param>
public sealed record ExportProblem(string Path, string Message);
