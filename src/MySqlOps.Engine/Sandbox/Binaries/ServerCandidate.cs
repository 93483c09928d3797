namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>A file that may be a mysqld.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Origin">How it was found.</param>
internal sealed record ServerCandidate(string Path, ServerBinaryOrigin Origin);
