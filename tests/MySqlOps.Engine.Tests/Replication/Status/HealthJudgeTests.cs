using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Tests.Replication.Status;

public sealed class HealthJudgeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly SourceFacts Source = new() { Executed = Handmade.Set("1-10") };

    public static TheoryData<string, ReplicaHealth, string> Troubles => new()
    {
        { "applier error", ReplicaHealth.Broken, "The applier stopped at the transaction x:5 with error 1062: Duplicate entry." },
        { "receiver error", ReplicaHealth.Broken, "The receiver stopped with error 1062" },
        { "connecting", ReplicaHealth.Connecting, "has no error to tell: the source hangs" },
        { "refused", ReplicaHealth.Connecting, "can't connect to db1:3306, error 1062" },
        { "stopped", ReplicaHealth.Stopped, "The receiver and the applier are stopped." },
        { "errant", ReplicaHealth.Diverged, "1 transaction that no source of its has" },
        { "purged", ReplicaHealth.Diverged, "The source has purged 2 transactions" },
        { "lagging", ReplicaHealth.Lagging, "The replica is 31 s behind, and 30 s are allowed." },
        { "at most", ReplicaHealth.Lagging, "up to 31 s behind" },
        { "only seconds", ReplicaHealth.Lagging, "The replica is 31 s behind" },
        { "delayed", ReplicaHealth.Delayed, "stays 3600 s behind on purpose" },
        { "too much delayed", ReplicaHealth.Lagging, "3631 s behind" },
    };

    [Fact]
    public void AReplicaWithoutTroubleIsHealthy()
    {
        var judged = HealthJudge.Judge(Handmade.Status, Source, Limit);

        Assert.Equal(ReplicaHealth.Healthy, judged.Health);
        Assert.Empty(judged.Reasons);
        Assert.Empty(judged.Advice);
    }

    [Theory]
    [MemberData(nameof(Troubles))]
    public void EachTroubleHasItsWordAndItsSentence(string trouble, ReplicaHealth health, string reason)
    {
        var (status, source) = Spoil(trouble);

        var judged = HealthJudge.Judge(status, source, Limit);

        Assert.Equal(health, judged.Health);
        Assert.Contains(reason.Replace("3631 s", "1 h 00 min", StringComparison.Ordinal), judged.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void TheWorstTroubleGivesTheWordAndAllAreTold()
    {
        var status = Handmade.Status with
        {
            ReceiverState = ReceiverState.Connecting,
            ApplierState = ApplierState.Off,
            ApplierError = Handmade.Error(),
            ErrantGtidSet = Handmade.Set("99"),
            Lag = TimeSpan.FromHours(2),
        };

        var judged = HealthJudge.Judge(status, Source, Limit);

        Assert.Equal(ReplicaHealth.Broken, judged.Health);
        Assert.Equal(4, judged.Reasons.Count);
    }

    [Fact]
    public void ALagAtTheLimitIsAllowed() =>
        Assert.Equal(ReplicaHealth.Healthy, HealthJudge.Judge(Handmade.Status with { Lag = Limit }, Source, Limit).Health);

    [Fact]
    public void WhatTheReplicaHasFetchedIsNotMissingForGood()
    {
        var source = Source with { Purged = Handmade.Set("1-10") };

        Assert.Equal(ReplicaHealth.Healthy, HealthJudge.Judge(Handmade.Status with { MissingGtidSet = Handmade.Set("9-10") }, source, Limit).Health);
    }

    [Theory]
    [InlineData(60, 10, true)]
    [InlineData(1, 86400, false)]
    [InlineData(60, 0, false)]
    public void ReceiversThatGiveUpSoonAreAdvised(int interval, int count, bool isAdvised)
    {
        var judged = HealthJudge.Judge(Handmade.Status with { RetryInterval = TimeSpan.FromSeconds(interval), RetryCount = count }, Source, Limit);

        Assert.Equal(isAdvised, judged.Advice.Any(static advice => advice.Contains("gives up for good", StringComparison.Ordinal)));
    }

    [Fact]
    public void AWritableReplicaIsAdvisedUnlessItsSourceFollowsIt()
    {
        var status = Handmade.Status with { IsReadOnly = false, IsSuperReadOnly = false };

        Assert.Single(HealthJudge.Judge(status, Source, Limit).Advice);
        Assert.Empty(HealthJudge.Judge(status, Source with { FollowsReplica = true }, Limit).Advice);
    }

    [Fact]
    public void ErrantIsWhatNoSourceHas()
    {
        var executed = Handmade.Set("1-10").Union(GtidSet.Parse($"{Handmade.OwnUuid}:1-3"));
        var other = new SourceFacts { Executed = GtidSet.Parse($"{Handmade.OwnUuid}:1-2") };

        Assert.Equal($"{Handmade.OwnUuid}:1-3", ReplicaStatusReader.FindErrant(executed, Handmade.OwnUuid, [Source], true)!.ToString());
        Assert.Equal($"{Handmade.OwnUuid}:3", ReplicaStatusReader.FindErrant(executed, Handmade.OwnUuid, [Source, other], true)!.ToString());
        Assert.True(ReplicaStatusReader.FindErrant(executed, Handmade.OwnUuid, [Source with { FollowsReplica = true }], true)!.IsEmpty);
        Assert.Null(ReplicaStatusReader.FindErrant(executed, Handmade.OwnUuid, [Source, new SourceFacts { Trouble = "it is down" }], true));
    }

    private static (ReplicaStatus Status, SourceFacts Source) Spoil(string trouble)
    {
        var well = Handmade.Status;
        var late = TimeSpan.FromSeconds(31);
        return trouble switch
        {
            "applier error" => (well with { ApplierState = ApplierState.Off, ApplierError = Handmade.Error("x:5") }, Source),
            "receiver error" => (well with { ReceiverState = ReceiverState.Off, ReceiverError = Handmade.Error() }, Source),
            "connecting" => (well with { ReceiverState = ReceiverState.Connecting }, Source),
            "refused" => (well with { ReceiverState = ReceiverState.Connecting, ReceiverError = Handmade.Error() }, Source),
            "stopped" => (well with { ReceiverState = ReceiverState.Off, ApplierState = ApplierState.Off }, Source),
            "errant" => (well with { ErrantGtidSet = Handmade.Set("99") }, Source),
            "purged" => (well with { MissingGtidSet = Handmade.Set("11-12") }, Source with { Purged = Handmade.Set("1-12") }),
            "lagging" => (well with { Lag = late, LagBasis = LagBasis.Transaction }, Source),
            "at most" => (well with { Lag = late, LagBasis = LagBasis.AtMost }, Source),
            "only seconds" => (well with { Lag = null, LagBasis = LagBasis.Unknown, SecondsBehind = 31 }, Source),
            "delayed" => (well with { DelaySeconds = 3600, Lag = TimeSpan.FromSeconds(3600) }, Source),
            _ => (well with { DelaySeconds = 3600, Lag = TimeSpan.FromSeconds(3631) }, Source),
        };
    }
}
