namespace MySqlOps.Engine.Compare.Rows.Live;

/// <summary>What came of looking again at what looked different.</summary>
/// <typeparam name="TKey">What a row is known by.</typeparam>
internal sealed record ConfirmationResult<TKey>
{
    /// <summary>What differs for sure.</summary>
    public required IReadOnlyList<TKey> Confirmed { get; init; }

    /// <summary>How many came out equal.</summary>
    public required int Settled { get; init; }

    /// <summary>How many were changed at each look, so that nothing can be said.</summary>
    public required int Restless { get; init; }

    /// <summary>Why the replica could not be waited for; null when it could.</summary>
    public required string? Trouble { get; init; }
}
