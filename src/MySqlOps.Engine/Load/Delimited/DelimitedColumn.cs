using MySqlOps.Engine.Dump.Manifest;

namespace MySqlOps.Engine.Load.Delimited;

/// <summary>A column of the table that is loaded.</summary>
/// <param name="Column">The column, and how LOAD DATA is to take its cells.</param>
/// <param name="Source">The column of the file, from 0; -1 for a constant.</param>
/// <param name="Constant">The constant as bytes; null for NULL, or where it is none.</param>
/// <param name="Binary">How the file writes the bytes of its cells.</param>
internal sealed record DelimitedColumn(ExportedColumn Column, int Source, byte[]? Constant, BinaryText Binary);
