namespace MySqlOps.Engine.Failover.Fence;

/// <summary>What keeps the old primary from taking writes, and how that is known.</summary>
/// <param name="Kind">What does.</param>
/// <param name="Reason">How it is known, or what lacks, as a sentence.</param>
public sealed record FenceProof(FenceKind Kind, string Reason)
{
    /// <summary>True when somebody may be promoted.</summary>
    public bool IsEnough => Kind != FenceKind.None;

    /// <summary>The sentence.</summary>
    public override string ToString() => $"{Kind}: {Reason}";
}
