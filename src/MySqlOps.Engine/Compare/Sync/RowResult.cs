using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>What became of the change of a row.</summary>
/// <param name="Operation">What was done; of a row that was taken out and put back, the latter.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Rows">Rows that were changed.</param>
/// <param name="Message">What is to be known about it.</param>
/// <param name="Error">The error's stable name.</param>
internal sealed record RowResult(RowOperation Operation, SyncStatus Status, long Rows, string? Message = null, ErrorId? Error = null);
