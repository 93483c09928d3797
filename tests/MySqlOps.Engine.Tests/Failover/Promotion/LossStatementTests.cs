using MySqlOps.Engine.Failover.Election;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Replication.Gtids;
using static MySqlOps.Engine.Tests.Failover.Promotion.Survivors;

namespace MySqlOps.Engine.Tests.Failover.Promotion;

public sealed class LossStatementTests
{
    private static readonly LossEstimate Proven = new(GtidSet.Empty, true, "None.");

    [Fact]
    public void FencedPrimaryTellsWhatIsLostToTheTransaction()
    {
        var loss = LossStatement.Make(Back($"{Old}:1-12"), true, GtidSet.Parse($"{Old}:1-10"), Proven);

        Assert.Equal((2, GtidSet.Parse($"{Old}:11-12")), (loss.Count, loss.Set));
    }

    [Fact]
    public void PrimaryThatMayStillWriteTellsNothing() => Assert.Null(LossStatement.Make(Back(), false, GtidSet.Parse($"{Old}:1-10"), Proven with { IsZeroProven = false }).Count);

    [Fact]
    public void SilentPrimaryLosesNothingOnlyWhereThatIsProven()
    {
        Assert.Equal(0, LossStatement.Make(Gone(), false, GtidSet.Empty, Proven).Count);
        Assert.Null(LossStatement.Make(Gone(), false, GtidSet.Empty, Proven with { IsZeroProven = false }).Count);
        Assert.Null(LossStatement.Make(Gone(), false, GtidSet.Empty, null).Count);
    }
}
