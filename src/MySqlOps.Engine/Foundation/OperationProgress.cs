namespace MySqlOps.Engine.Foundation;

/// <summary>How far an operation is.</summary>
public sealed record OperationProgress
{
    /// <summary>What is being done, the same words throughout one operation.</summary>
    public required string Activity { get; init; }

    /// <summary>What is being done right now.</summary>
    public required string Status { get; init; }

    /// <summary>How much is done, 0 to 100; null when that can't be said.</summary>
    public int? PercentComplete { get; init; }

    /// <summary>The time that is left; null when that can't be said.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>True in the last report of the activity.</summary>
    public bool IsCompleted { get; init; }
}
