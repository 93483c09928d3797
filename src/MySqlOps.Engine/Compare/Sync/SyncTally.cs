using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>Adds up the steps of a synchronization as they come.</summary>
/// <param name="server">The server that is changed.</param>
/// <param name="time">The clock.</param>
internal sealed class SyncTally(MySqlServer server, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();
    private readonly long[] _counts = new long[Enum.GetValues<SyncStatus>().Length];
    private long _rows;

    /// <summary>The sums up to now.</summary>
    public MySqlSync Sum => new()
    {
        Server = server,
        Applied = _counts[(int)SyncStatus.Applied],
        Skipped = _counts[(int)SyncStatus.Skipped],
        Changed = _counts[(int)SyncStatus.Changed],
        Refused = _counts[(int)SyncStatus.Refused],
        Failed = _counts[(int)SyncStatus.Failed],
        RowsAffected = _rows,
        Elapsed = time.GetElapsedTime(_began),
    };

    /// <summary>Counts a step.</summary>
    public void Add(MySqlSyncStep step)
    {
        _counts[(int)step.Status]++;
        _rows += step.RowsAffected;
    }
}
