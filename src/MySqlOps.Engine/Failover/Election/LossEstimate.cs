using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Election;

/// <summary>Which transactions may be lost.</summary>
/// <param name="KnownLost">Those that the primary was seen to have and nobody else has: at least so many are lost, unless the primary comes back.</param>
/// <param name="IsZeroProven">True when no transaction can be lost that the primary had reported as committed to its client.</param>
/// <param name="Text">The same as a sentence.</param>
public sealed record LossEstimate(GtidSet KnownLost, bool IsZeroProven, string Text)
{
    /// <summary>The sentence.</summary>
    public override string ToString() => Text;
}
