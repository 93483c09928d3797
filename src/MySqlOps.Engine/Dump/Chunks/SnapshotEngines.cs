namespace MySqlOps.Engine.Dump.Chunks;

/// <summary>The storage engines whose rows stay as they were in a transaction's snapshot.</summary>
internal static class SnapshotEngines
{
    /// <summary>True for such an engine.</summary>
    public static bool Has(string engine) =>
        engine.Equals("InnoDB", StringComparison.OrdinalIgnoreCase) || engine.Equals("ROCKSDB", StringComparison.OrdinalIgnoreCase);
}
