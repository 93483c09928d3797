namespace MySqlOps.Engine.Load.Delimited;

/// <summary>Some rows of a file that are loaded in one transaction.</summary>
/// <param name="Start">Where they begin.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="TextBytes">The bytes of their LOAD DATA text.</param>
/// <param name="Sha256">The SHA-256 of that text in lower-case hexadecimal digits.</param>
internal sealed record DelimitedChunk(RowPosition Start, long Rows, long TextBytes, string Sha256);
