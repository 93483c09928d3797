namespace MySqlOps.Engine.Failover.Steps;

/// <summary>What became of a step.</summary>
public enum FailoverStepStatus
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was done, or begun, and then undone.</summary>
    Undone,

    /// <summary>It was to be undone, and that failed or could not be risked.</summary>
    NotUndone,

    /// <summary>It was not reached.</summary>
    Skipped,
}
