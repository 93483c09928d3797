namespace MySqlOps.Engine.Dump.Chunks;

/// <summary>
/// The storage engines whose tables show the rows of others: MERGE those of MyISAM tables beside it, FEDERATED those of another server. Loaded again, these rows would be there twice.
/// </summary>
internal static class BorrowedRows
{
    /// <summary>True for such an engine.</summary>
    public static bool In(string engine) =>
        engine.Equals("MRG_MYISAM", StringComparison.OrdinalIgnoreCase) || engine.Equals("MERGE", StringComparison.OrdinalIgnoreCase) || engine.Equals("FEDERATED", StringComparison.OrdinalIgnoreCase);
}
