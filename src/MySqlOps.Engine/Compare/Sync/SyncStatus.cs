namespace MySqlOps.Engine.Compare.Sync;

/// <summary>What became of a step.</summary>
public enum SyncStatus
{
    /// <summary>It was done.</summary>
    Applied,

    /// <summary>There was nothing to do any more: an earlier run has done it, or the row is as it should be already.</summary>
    Skipped,

    /// <summary>The row is no longer as it was when it was compared. It was left as it is.</summary>
    Changed,

    /// <summary>It was not tried; <see cref="MySqlSyncStep.Message"/> says why.</summary>
    Refused,

    /// <summary>The server refused it.</summary>
    Failed,
}
