using System.Globalization;
using MySqlOps.Engine.Failover.Election;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>What a failover lost, as far as that can be known.</summary>
/// <param name="Set">The transactions; null where nobody can know.</param>
/// <param name="Count">How many; null where nobody can know.</param>
/// <param name="Text">The same as a sentence.</param>
internal sealed record LossStatement(GtidSet? Set, long? Count, string Text)
{
    /// <summary>States it.</summary>
    /// <param name="old">The old primary, read after it was fenced, or the way it did not answer.</param>
    /// <param name="isFenced">True when it answered and was read-only by then, so that it had no more than it says.</param>
    /// <param name="promoted">What the new primary had when it became writable.</param>
    /// <param name="estimate">What the election knew; null where there was none.</param>
    public static LossStatement Make(MemberFacts old, bool isFenced, GtidSet promoted, LossEstimate? estimate)
    {
        if (old.IsReachable && isFenced)
        {
            var lost = old.GtidExecuted.Subtract(promoted);
            return lost.IsEmpty
                ? new LossStatement(GtidSet.Empty, 0, "No transaction is lost: the new primary has all that the old one had.")
                : new LossStatement(lost, lost.Count, string.Create(CultureInfo.InvariantCulture, $"{lost.Count:N0} transactions of the old primary are not on the new one: {lost}"));
        }

        return estimate switch
        {
            { IsZeroProven: true } => new LossStatement(GtidSet.Empty, 0, estimate.Text),
            not null => new LossStatement(null, null, $"{estimate.Text} When the old primary comes back, its own GTID set tells."),
            null => new LossStatement(null, null, "That was said by the run that made this server the primary."),
        };
    }
}
