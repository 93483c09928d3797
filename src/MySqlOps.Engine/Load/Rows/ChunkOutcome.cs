namespace MySqlOps.Engine.Load.Rows;

/// <summary>How the loading of a chunk ended.</summary>
/// <param name="Rows">Rows that were committed.</param>
/// <param name="Bytes">Bytes of text that were sent for them.</param>
/// <param name="WasThere">True when it was loaded before: a commit whose answer was lost.</param>
/// <param name="Accepted">Warnings that -AllowWarning accepted; empty for none.</param>
/// <param name="LeftOut">Rows that the server left out, and that -AllowWarning accepted.</param>
internal sealed record ChunkOutcome(long Rows, long Bytes, bool WasThere, IReadOnlyList<ServerWarning> Accepted, long LeftOut);
