using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Monitor;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Failover.Suspension;
using MySqlOps.Engine.Tests.Failover.Diagnosis;

namespace MySqlOps.Engine.Tests.Failover.Monitor;

/// <summary>What a monitor does after a look.</summary>
public sealed class MonitorPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("RR LL", nameof(MonitorAction.FailOver))]
    [InlineData("R LL", nameof(MonitorAction.Watch))]
    [InlineData("A SS", nameof(MonitorAction.Watch))]
    [InlineData("RR SS", nameof(MonitorAction.Watch))]
    [InlineData("RR NN", nameof(MonitorAction.Watch))]
    [InlineData("TT LL", nameof(MonitorAction.Watch))]
    [InlineData("UU LL", nameof(MonitorAction.Watch))]
    public void OnlyAVerdictThatIsEnoughLeadsToAFailover(string looks, string action) => Assert.Equal(action, Decide(Facts(looks)).Action.ToString());

    [Fact]
    public void WhoDoesNotHoldTheLeaseOnlyLooksOn() => Assert.Equal(MonitorAction.Watch, Decide(Gone with { HasLease = false }).Action);

    [Fact]
    public void WhatWouldBeDoneIsToldWithoutALease() => Assert.Equal(MonitorAction.Tell, Decide(Gone with { HasLease = false, Options = new MonitorOptions { IsWhatIf = true } }).Action);

    [Fact]
    public void InModeFailItEnds() => Assert.Equal(MonitorAction.End, Decide(Gone with { Options = new MonitorOptions { Mode = FailoverMode.Fail } }).Action);

    [Fact]
    public void NothingIsTriedAgainBeforeItsTime()
    {
        Assert.Equal(MonitorAction.Watch, Decide(Gone with { NotBefore = Now.AddSeconds(1) }).Action);
        Assert.Equal(MonitorAction.FailOver, Decide(Gone with { NotBefore = Now }).Action);
    }

    [Fact]
    public void SuspendedItRefusesAndSaysByWhom()
    {
        var decision = Decide(Gone with { Records = new MonitorRecords(Order(true), []) });
        Assert.Equal(MonitorAction.Refuse, decision.Action);
        Assert.Contains("ann", decision.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, -1, nameof(MonitorAction.FailOver))]
    [InlineData(true, 1, nameof(MonitorAction.Refuse))]
    [InlineData(false, null, nameof(MonitorAction.FailOver))]
    public void ASuspensionThatHasRunOutCountsNoMore(bool isSuspended, int? minutes, string action)
    {
        var order = Order(isSuspended) with { Until = minutes is { } left ? Now.AddMinutes(left) : null };
        Assert.Equal(action, Decide(Gone with { Records = new MonitorRecords(order, []) }).Action.ToString());
    }

    [Theory]
    [InlineData(JournalState.Completed, 9, nameof(MonitorAction.Refuse))]
    [InlineData(JournalState.Completed, 11, nameof(MonitorAction.FailOver))]
    [InlineData(JournalState.Aborted, 1, nameof(MonitorAction.FailOver))]
    public void SoonAfterAFailoverThereIsNoOther(JournalState state, int minutesAgo, string action) =>
        Assert.Equal(action, Decide(Gone with { Records = new MonitorRecords(null, [Run(1, minutesAgo, state)]) }).Action.ToString());

    [Fact]
    public void ASwitchoverByHandIsNoFailover()
    {
        var run = Run(1, 1) with { Document = System.Text.Json.JsonSerializer.Serialize(RunRecord.None with { IsSwitchover = true }) };
        Assert.Equal(MonitorAction.FailOver, Decide(Gone with { Records = new MonitorRecords(null, [run]) }).Action);
    }

    [Fact]
    public void WhatAPersonHasSeenForbidsNothing() =>
        Assert.Equal(MonitorAction.FailOver, Decide(Gone with { Records = new MonitorRecords(Order(false) with { AcknowledgedEpoch = 1 }, [Run(1, 1)]) }).Action);

    [Fact]
    public void OnlyTheRunsSinceCountThen() =>
        Assert.Equal(MonitorAction.Refuse, Decide(Gone with { Records = new MonitorRecords(Order(false) with { AcknowledgedEpoch = 1 }, [Run(2, 1), Run(1, 5)]) }).Action);

    [Theory]
    [InlineData(new[] { 15, 30, 59 }, nameof(MonitorAction.Refuse))]
    [InlineData(new[] { 15, 30, 61 }, nameof(MonitorAction.FailOver))]
    [InlineData(new[] { 15, 30 }, nameof(MonitorAction.FailOver))]
    public void ThereAreSoManyFailoversInAnHour(int[] minutesAgo, string action)
    {
        var runs = minutesAgo.Select((minutes, i) => Run(minutesAgo.Length - i, minutes)).ToArray();
        Assert.Equal(action, Decide(Gone with { Records = new MonitorRecords(null, runs) }).Action.ToString());
    }

    [Fact]
    public void NoLimitIsNoLimit()
    {
        var facts = Gone with { Options = new MonitorOptions { MaxPerHour = 0, CoolDown = TimeSpan.Zero }, Records = new MonitorRecords(null, [.. Enumerable.Range(1, 9).Select(static minutes => Run(10 - minutes, minutes))]) };
        Assert.Equal(MonitorAction.FailOver, Decide(facts).Action);
    }

    [Theory]
    [InlineData(JournalState.Promoting, "A SS", nameof(MonitorAction.Resume))]
    [InlineData(JournalState.Promoted, "A SS", nameof(MonitorAction.Resume))]
    [InlineData(JournalState.Promoting, "R LL", nameof(MonitorAction.Resume))]
    [InlineData(JournalState.Begun, "A SS", nameof(MonitorAction.Resume))]
    [InlineData(JournalState.Begun, "R BB", nameof(MonitorAction.Watch))]
    [InlineData(JournalState.Begun, "RRRRRR BB", nameof(MonitorAction.Resume))]
    [InlineData(JournalState.Begun, "RRRRRR SS", nameof(MonitorAction.Watch))]
    [InlineData(JournalState.Begun, "RRRRRR NN", nameof(MonitorAction.Watch))]
    [InlineData(JournalState.Begun, "TTTTTT BB", nameof(MonitorAction.Watch))]
    [InlineData(JournalState.Begun, "UUUUUU BB", nameof(MonitorAction.Watch))]
    [InlineData(JournalState.Aborted, "A SS", nameof(MonitorAction.Watch))]
    [InlineData(JournalState.Completed, "A SS", nameof(MonitorAction.Watch))]
    public void ARunThatWasBrokenOffIsBroughtToItsEndAsSoonAsThatIsSafe(JournalState state, string looks, string action) =>
        Assert.Equal(action, Decide(Facts(looks) with { Records = new MonitorRecords(null, [Run(1, 0, state)]) }).Action.ToString());

    [Fact]
    public void NeitherTheCoolDownNorTheLimitHoldsUpARunThatWasBrokenOff() =>
        Assert.Equal(MonitorAction.Resume, Decide(Gone with { Records = new MonitorRecords(null, [Run(4, 1, JournalState.Promoting), Run(3, 2), Run(2, 3), Run(1, 4)]) }).Action);

    [Fact]
    public void ARunThatWasBrokenOffIsLeftToWhoHoldsTheLease()
    {
        var facts = Facts("A SS") with { Records = new MonitorRecords(null, [Run(1, 0, JournalState.Promoting)]) };
        Assert.Equal(MonitorAction.Watch, Decide(facts with { HasLease = false }).Action);
        Assert.Equal(MonitorAction.Watch, Decide(facts with { Records = facts.Records with { Order = Order(true) } }).Action);
    }

    private static MonitorFacts Gone => Facts("RR LL");

    private static MonitorDecision Decide(MonitorFacts facts) => MonitorPolicy.Decide(facts);

    /// <summary>Looks one second apart, a letter each (A answered, R refused, T too many connections, U unknown host), and the replicas at all of them.</summary>
    private static MonitorFacts Facts(string looks)
    {
        var parts = looks.Split(' ');
        var watched = new PrimaryCase(Looks.Primary, new PrimaryRules());
        PrimaryDiagnosis? last = null;
        foreach (var (letter, i) in parts[0].Select(static (letter, i) => (letter, i)))
        {
            var outcome = letter switch
            {
                'A' => PrimaryProbeOutcome.Answered,
                'R' => PrimaryProbeOutcome.Refused,
                'T' => PrimaryProbeOutcome.TooManyConnections,
                _ => PrimaryProbeOutcome.UnknownHost,
            };
            last = watched.Take(Looks.Look(outcome, parts[1], i));
        }

        return new MonitorFacts { Diagnosis = last!, Records = MonitorRecords.None, Options = new MonitorOptions(), HasLease = true, Now = Now };
    }

    private static FailoverSuspension Order(bool isSuspended) => new() { Server = Looks.Primary, Number = 1, IsSuspended = isSuspended, Since = Now.AddHours(-1), By = "ann" };

    private static JournalEntry Run(long epoch, int minutesAgo, JournalState state = JournalState.Completed) => new()
    {
        Epoch = epoch,
        RunId = $"r{epoch}",
        State = state,
        OldPrimary = "db:3306",
        BegunAt = Now.AddMinutes(-minutesAgo),
        ChangedAt = Now.AddMinutes(-minutesAgo),
    };
}
