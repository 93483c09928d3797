namespace MySqlOps.Engine.Dump.Run;

/// <summary>What is known once all rows are read.</summary>
/// <param name="Warnings">What the export could not keep or promise, as sentences.</param>
internal sealed record ExportClosing(IReadOnlyList<string> Warnings);
