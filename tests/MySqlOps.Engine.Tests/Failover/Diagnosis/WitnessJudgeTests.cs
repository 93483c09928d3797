using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Tests.Failover.Diagnosis;

/// <summary>What a replica's word is worth.</summary>
public sealed class WitnessJudgeTests
{
    [Theory]
    [InlineData('L', WitnessView.Lost)]
    [InlineData('l', WitnessView.Lost)]
    [InlineData('G', WitnessView.Lost)]
    [InlineData('S', WitnessView.Sees)]
    [InlineData('Q', WitnessView.Unsure)]
    [InlineData('Z', WitnessView.Silent)]
    [InlineData('B', WitnessView.Blind)]
    [InlineData('E', WitnessView.Blind)]
    [InlineData('A', WitnessView.TurnedAway)]
    [InlineData('D', WitnessView.Blind)]
    [InlineData('N', WitnessView.NotAsked)]
    [InlineData('X', WitnessView.NotFollowing)]
    public void EachStateIsAView(char replica, WitnessView view) => Assert.Equal(view, Judge(Looks.Witness(replica)).View);

    /// <summary>The error numbers that MHA takes for a sign of life.</summary>
    [Theory]
    [InlineData(1040)]
    [InlineData(1042)]
    [InlineData(1043)]
    [InlineData(1044)]
    [InlineData(1045)]
    [InlineData(1129)]
    [InlineData(1130)]
    [InlineData(1203)]
    [InlineData(1226)]
    [InlineData(1251)]
    [InlineData(1275)]
    public void ARefusalProvesLife(int number)
    {
        Assert.True(ServerErrorNumber.IsRefusalOfTheLiving(number));
        Assert.Equal(WitnessView.TurnedAway, Judge(Connecting(number, 1)).View);
    }

    [Theory]
    [InlineData(1040)]
    [InlineData(1045)]
    [InlineData(1130)]
    public void ARefusalFromBeforeTheTroubleProvesNothing(int number) => Assert.Equal(WitnessView.Blind, Judge(Connecting(number, 11)).View);

    [Theory]
    [InlineData(2002)]
    [InlineData(2003)]
    [InlineData(2006)]
    [InlineData(2013)]
    [InlineData(2055)]
    [InlineData(1053)]
    [InlineData(1158)]
    [InlineData(1159)]
    [InlineData(1160)]
    [InlineData(1161)]
    public void AConnectionThatIsGoneIsALoss(int number) => Assert.Equal(WitnessView.Lost, Judge(Connecting(number, 1)).View);

    [Theory]
    [InlineData(2005)] // Its name resolution.
    [InlineData(2026)] // TLS.
    [InlineData(2061)] // An authentication plugin.
    [InlineData(13114)] // The binary log is purged.
    [InlineData(1236)]
    public void AFaultOfTheReplicaItselfSaysNothing(int number) => Assert.Equal(WitnessView.Blind, Judge(Connecting(number, 1)).View);

    [Theory]
    [InlineData(1, 0.5, WitnessView.Sees)]
    [InlineData(1, 2.4, WitnessView.Sees)]
    [InlineData(1, 3, WitnessView.Unsure)]
    [InlineData(1, 3.9, WitnessView.Unsure)]
    [InlineData(1, 4, WitnessView.Silent)]
    [InlineData(2, 4.4, WitnessView.Sees)]
    [InlineData(2, 7.9, WitnessView.Unsure)]
    [InlineData(2, 8, WitnessView.Silent)]
    [InlineData(30, 9, WitnessView.Sees)]
    [InlineData(30, 11, WitnessView.Unsure)]
    [InlineData(30, 119, WitnessView.Unsure)]
    [InlineData(30, 120, WitnessView.Silent)]
    public void ASilenceCountsByHeartbeats(double heartbeat, double silence, WitnessView view)
    {
        var replica = Looks.Witness('S');
        Assert.Equal(view, Judge(replica with { HeartbeatInterval = TimeSpan.FromSeconds(heartbeat), LastHeartbeat = replica.Time - TimeSpan.FromSeconds(silence) }).View);
    }

    [Fact]
    public void AHeartbeatFromBeforeTheTroubleIsNoProofOfLife() =>
        Assert.Equal(WitnessView.Unsure, Judge(Looks.Witness('S'), trouble: TimeSpan.FromSeconds(0.2)).View);

    [Fact]
    public void ATransactionIsASignOfLifeAsAHeartbeatIs()
    {
        var replica = Looks.Witness('Z');
        Assert.Equal(WitnessView.Sees, Judge(replica with { LastReceived = replica.Time - TimeSpan.FromSeconds(0.3) }).View);
    }

    [Fact]
    public void ALongTransactionThatComesInIsNoSilence()
    {
        var now = Looks.Witness('Z') with { IsReceiving = true, ReadPosition = "binlog.000001:900" };
        Assert.Equal(WitnessView.Unsure, Judge(now).View);
        Assert.Equal(WitnessView.Sees, Judge(now, now with { ReadPosition = "binlog.000001:500" }).View);
    }

    [Fact]
    public void ACounterThatMovesIsASignOfLife()
    {
        var now = Looks.Witness('Q');
        Assert.Equal(WitnessView.Sees, Judge(now, now with { HeartbeatCount = 99 }).View);
        Assert.Equal(WitnessView.Unsure, Judge(now, now).View);
    }

    [Fact]
    public void ACounterThatBeganAnewIsNone()
    {
        var now = Looks.Witness('Q') with { HeartbeatCount = 1 };
        Assert.Equal(WitnessView.Unsure, Judge(now, now with { HeartbeatCount = 100 }).View);
    }

    [Fact]
    public void WithoutPerformanceSchemaTheReceiverAloneIsNotEnough() =>
        Assert.Equal(WitnessView.Unsure, Judge(Looks.Witness('S') with { HeartbeatInterval = null, HeartbeatCount = null, LastHeartbeat = null, Time = DateTimeOffset.UnixEpoch }).View);

    [Fact]
    public void WithoutHeartbeatsSilenceIsNoAgreement() => Assert.Equal(WitnessView.Unsure, Judge(Looks.Witness('Z') with { HeartbeatInterval = TimeSpan.Zero }).View);

    [Theory]
    [InlineData('L')]
    [InlineData('l')]
    [InlineData('G')]
    [InlineData('Z')]
    public void AReplicaThatHadLostItBeforeWeDidIsBlind(char replica) => Assert.Equal(WitnessView.Blind, Judge(Looks.Witness(replica), isDiscredited: true).View);

    [Theory]
    [InlineData('S', WitnessView.Sees)]
    [InlineData('A', WitnessView.TurnedAway)]
    public void ProofOfLifeIsTakenFromAnybody(char replica, WitnessView view) => Assert.Equal(view, Judge(Looks.Witness(replica), isDiscredited: true).View);

    [Fact]
    public void WhileThePrimaryAnswersAConnectedReplicaSeesIt() =>
        Assert.Equal(WitnessView.Sees, WitnessJudge.Judge(Looks.Witness('Z'), null, null, false, new PrimaryRules()).View);

    private static WitnessFacts Connecting(int number, double ago) =>
        Looks.Witness('l') with { Receiver = ReceiverState.Connecting, ReceiverError = Looks.Error(number, TimeSpan.FromSeconds(ago)) };

    private static PrimaryWitness Judge(WitnessFacts now, WitnessFacts? before = null, TimeSpan? trouble = null, bool isDiscredited = false) =>
        WitnessJudge.Judge(now, before, trouble ?? Looks.Trouble, isDiscredited, new PrimaryRules());
}
