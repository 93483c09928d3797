using MySqlOps.Engine.Failover.Diagnosis;

namespace MySqlOps.Engine.Tests.Failover.Diagnosis;

/// <summary>What looks in a row amount to.</summary>
public sealed class PrimaryCaseTests
{
    private const PrimaryProbeOutcome Answered = PrimaryProbeOutcome.Answered;
    private const PrimaryProbeOutcome Refused = PrimaryProbeOutcome.Refused;
    private const PrimaryProbeOutcome Hangs = PrimaryProbeOutcome.HandshakeTimeout;

    /// <summary>Each look is its moment, its outcome and the replicas; the result is that of the last.</summary>
    [Theory]
    [InlineData("0 Answered SS|1 Refused LL", "Crashed", false)]
    [InlineData("0 Answered SS|1 Refused LL|2 Refused LL", "Crashed", true)]
    [InlineData("0 Refused LL|1 Refused LL", "Crashed", true)]
    [InlineData("0 Refused LL|1 Answered SS|2 Refused LL", "Crashed", false)]
    [InlineData("0 Refused LL|1 TooManyConnections AA|2 Refused LL", "Crashed", false)]
    [InlineData("0 Refused LL|1 LoginRefused LL|2 Refused LL", "Crashed", false)]
    [InlineData("0 Refused LL|1 Refused LS|2 Refused LL", "Crashed", false)]
    [InlineData("0 Refused LL|1 Refused NN|2 Refused LL", "Crashed", false)]
    [InlineData("0 Refused LL|1 UnknownHost LL|2 Refused LL", "Crashed", false)]
    [InlineData("0 Refused NN|1 Refused NN|2 Refused NN|3 Refused NN", "WeAreIsolated", false)]
    [InlineData("0 ConnectTimeout NN|1 ConnectTimeout NN|2 ConnectTimeout NN", "WeAreIsolated", false)]
    [InlineData("0 Refused |1 Refused |2 Refused |9 Refused ", "Unknown", false)]
    [InlineData("0 ConnectTimeout SS|1 ConnectTimeout SS|5 ConnectTimeout SS", "Partitioned", false)]
    [InlineData("0 ConnectTimeout LS|1 ConnectTimeout LS|5 ConnectTimeout LS", "Partitioned", false)]
    [InlineData("0 HandshakeTimeout QQ|1 HandshakeTimeout QQ|2 HandshakeTimeout QQ", "Unknown", false)]
    [InlineData("0 HandshakeTimeout QQ|1 HandshakeTimeout QQ|2 HandshakeTimeout QQ|3 Answered SS", "Healthy", false)]
    [InlineData("0 HandshakeTimeout QQ|1 HandshakeTimeout QQ|2 HandshakeTimeout ll|3 Answered SS", "Healthy", false)]
    [InlineData("0 HandshakeTimeout QQ|1 HandshakeTimeout QQ|2 HandshakeTimeout ll", "Hung", false)]
    [InlineData("0 HandshakeTimeout QQ|1 HandshakeTimeout QQ|2 HandshakeTimeout QQ|4 HandshakeTimeout ll", "Hung", true)]
    [InlineData("0 HandshakeTimeout QQ|4 HandshakeTimeout ll", "Hung", true)]
    [InlineData("0 HandshakeTimeout SS|4 HandshakeTimeout ll", "Hung", false)]
    [InlineData("0 HandshakeTimeout SS|4 HandshakeTimeout ll|5 HandshakeTimeout ll", "Hung", true)]
    [InlineData("0 ConnectTimeout LL|5 ConnectTimeout LL", "Hung", true)]
    [InlineData("0 ConnectTimeout LB|5 ConnectTimeout LB", "Hung", true)]
    [InlineData("0 TooManyConnections AA|1 TooManyConnections AA|9 TooManyConnections LL", "Overloaded", false)]
    [InlineData("0 LoginRefused SS|1 LoginRefused SS|9 LoginRefused SS", "Healthy", false)]
    [InlineData("0 LoginRefused LL|1 LoginRefused LL|9 LoginRefused LL", "Unknown", false)]
    [InlineData("0 UnknownHost LL|1 UnknownHost LL|9 UnknownHost LL", "Unknown", false)]
    [InlineData("0 Answered NN|1 Answered NN|9 Answered NN", "AllReplicasBroken", false)]
    [InlineData("0 Answered SS|1 Answered NN|2 Refused NN|3 Refused NN", "WeAreIsolated", false)]
    [InlineData("0 Answered L|1 Answered L|2 Refused L|3 Refused L|9 Refused L", "Unknown", false)]
    [InlineData("0 Answered LS|1 Answered LS|2 ConnectTimeout LS|3 ConnectTimeout LS|9 ConnectTimeout LS", "Partitioned", false)]
    [InlineData("0 Answered LS|1 Answered LS|2 ConnectTimeout LQ|3 ConnectTimeout LQ|9 ConnectTimeout LQ", "Unknown", false)]
    [InlineData("0 Answered LS|1 Answered LS|2 Refused LL|3 Refused LL", "Crashed", true)]
    [InlineData("0 Answered S|1 Answered L|2 Refused L|3 Refused L", "Crashed", true)]
    [InlineData("0 Answered L|1 Answered L|2 Answered S|3 Refused L|4 Refused L", "Crashed", true)]
    public void ManyLooksHaveOneVerdict(string looks, string verdict, bool mayFailOver)
    {
        var diagnosis = Take(looks);
        Assert.Equal((verdict, mayFailOver), (diagnosis.Verdict.ToString(), diagnosis.MayFailOver));
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(3, 2, false)]
    [InlineData(3, 3, true)]
    [InlineData(5, 4, false)]
    public void AsManyLooksAsAreAskedForMustConfirm(int needed, int looks, bool mayFailOver)
    {
        var watched = new PrimaryCase(Looks.Primary, new PrimaryRules { Confirmations = needed });
        PrimaryDiagnosis? last = null;
        for (var look = 0; look < looks; look++)
            last = watched.Take(Looks.Look(Refused, "LL", look));
        Assert.Equal((mayFailOver, looks, needed), (last!.MayFailOver, last.Confirmations, last.ConfirmationsNeeded));
    }

    [Fact]
    public void WhatIsStillLackingIsSaid()
    {
        Assert.Contains("1 of 2 looks", Take("0 Refused LL").Reasons[^1], StringComparison.Ordinal);
        Assert.Contains("counts from 4 s", Take("0 HandshakeTimeout ll|1 HandshakeTimeout ll").Reasons[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void TheTimeToTheVerdictCountsFromTheFirstLookThatFailed()
    {
        var diagnosis = Take("0 Answered SS|5 Refused LL|6 Refused LL");
        Assert.Equal(TimeSpan.FromSeconds(1.9), diagnosis.ElapsedToVerdict);
        Assert.Null(Take("0 Answered SS").ElapsedToVerdict);
    }

    [Fact]
    public void WhatThePrimarySaidLastIsKept()
    {
        var diagnosis = Take("0 Answered SS|5 Refused LL|6 Refused LL");
        Assert.Equal((Looks.Uuid, TimeSpan.FromSeconds(6)), (diagnosis.LastState!.Uuid, diagnosis.LastStateAge));
    }

    [Fact]
    public void ThePrimarysUuidIsLearnedFromItsReplicasWhereItNeverAnswered() => Assert.Equal(Looks.Uuid, Take("0 Refused LL").PrimaryUuid);

    [Fact]
    public void AnotherServerAtTheAddressIsNotTakenForThePrimary()
    {
        var watched = new PrimaryCase(Looks.Primary, new PrimaryRules());
        watched.Take(Looks.Look(Answered, "SS", 0));
        var diagnosis = watched.Take(Looks.Look(Answered, "SS", 1, state: Looks.State() with { Uuid = "cccccccc-0000-0000-0000-000000000001" }));
        Assert.Equal((PrimaryVerdict.Unknown, Looks.Uuid), (diagnosis.Verdict, diagnosis.LastState!.Uuid));
    }

    [Fact]
    public void AFreezeOfThreeSecondsPassesWhateverTheReplicasSay()
    {
        // A replica with a shorter replica_net_timeout than the freeze notices it.
        foreach (var replicas in new[] { "QQ", "lQ", "ll", "ZZ", "Zl" })
        {
            var watched = new PrimaryCase(Looks.Primary, new PrimaryRules());
            watched.Take(Looks.Look(Answered, "SS", 0));
            for (var look = 1; look <= 3; look++)
                Assert.False(watched.Take(Looks.Look(Hangs, replicas, look, took: 0.9)).MayFailOver);
            Assert.Equal(PrimaryVerdict.Healthy, watched.Take(Looks.Look(Answered, "SS", 4)).Verdict);
        }
    }

    [Fact]
    public void CountsAreThoseOfWhoHasASay()
    {
        var diagnosis = Take("0 Refused LLQBNX");
        Assert.Equal((2, 3), (diagnosis.Agreeing, diagnosis.Voting));
    }

    private static PrimaryDiagnosis Take(string looks)
    {
        var watched = new PrimaryCase(Looks.Primary, new PrimaryRules());
        PrimaryDiagnosis? last = null;
        foreach (var look in looks.Split('|'))
        {
            var parts = look.Split(' ');
            last = watched.Take(Looks.Look(Enum.Parse<PrimaryProbeOutcome>(parts[1]), parts[2], double.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), took: 0.9));
        }

        return last!;
    }
}
