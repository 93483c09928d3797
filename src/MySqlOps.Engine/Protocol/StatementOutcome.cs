namespace MySqlOps.Engine.Protocol;

/// <summary>What a server says at the end of a statement (MySQL Source Code Documentation, "OK_Packet").</summary>
/// <param name="AffectedRows">Rows changed; for a result set, 0.</param>
/// <param name="Warnings">Number of warnings; the server counts no further than 65,535.</param>
/// <param name="Info">The server's sentence, as <c>Records: 3  Deleted: 0  Skipped: 0  Warnings: 0</c>; may be empty.</param>
internal sealed record StatementOutcome(long AffectedRows, int Warnings, string Info);
