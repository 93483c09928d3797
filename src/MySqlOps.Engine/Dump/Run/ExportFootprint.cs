namespace MySqlOps.Engine.Dump.Run;

/// <summary>What an export takes on disk.</summary>
/// <param name="Files">Number of files.</param>
/// <param name="Bytes">Their bytes.</param>
internal sealed record ExportFootprint(int Files, long Bytes);
