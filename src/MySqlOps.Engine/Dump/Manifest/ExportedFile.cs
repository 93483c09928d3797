namespace MySqlOps.Engine.Dump.Manifest;

/// <summary>A file of an export.</summary>
/// <param name="Path">Relative to the folder, with '/'.</param>
/// <param name="Bytes">Its length on disk.</param>
/// <param name="Sha256">The SHA-256 of the file as it is on disk, in lower-case hexadecimal digits; empty where it was not reckoned.</param>
internal sealed record ExportedFile(string Path, long Bytes, string Sha256);
