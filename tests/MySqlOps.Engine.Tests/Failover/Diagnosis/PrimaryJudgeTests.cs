using MySqlOps.Engine.Failover.Diagnosis;

namespace MySqlOps.Engine.Tests.Failover.Diagnosis;

/// <summary>What became of a primary, by our own look and by its replicas' words.</summary>
public sealed class PrimaryJudgeTests
{
    private static readonly PrimaryProbeOutcome[] Living = [PrimaryProbeOutcome.Answered, PrimaryProbeOutcome.TooManyConnections, PrimaryProbeOutcome.LoginRefused];

    /// <summary>The verdict table; orchestrator's names of the analyses beside.</summary>
    [Theory]
    [InlineData("Refused", "", "Unknown")] // DeadMasterWithoutReplicas
    [InlineData("Refused", "L", "Crashed")] // DeadMaster
    [InlineData("Refused", "l", "Crashed")]
    [InlineData("Refused", "G", "Crashed")]
    [InlineData("Refused", "LL", "Crashed")]
    [InlineData("Refused", "LLL", "Crashed")]
    [InlineData("Refused", "LlG", "Crashed")]
    [InlineData("Refused", "LLN", "Crashed")] // DeadMasterAndSomeReplicas
    [InlineData("Refused", "LNN", "Crashed")]
    [InlineData("Refused", "LB", "Crashed")]
    [InlineData("Refused", "LE", "Crashed")]
    [InlineData("Refused", "LX", "Crashed")]
    [InlineData("Refused", "LD", "Crashed")]
    [InlineData("Refused", "LLQ", "Crashed")]
    [InlineData("Refused", "LZ", "Crashed")]
    [InlineData("Refused", "Z", "Hung")]
    [InlineData("Refused", "ZZ", "Hung")]
    [InlineData("Refused", "LQ", "Unknown")]
    [InlineData("Refused", "LQQ", "Unknown")]
    [InlineData("Refused", "Q", "Unknown")]
    [InlineData("Refused", "S", "Partitioned")] // UnreachableMaster
    [InlineData("Refused", "LS", "Partitioned")]
    [InlineData("Refused", "LLS", "Partitioned")]
    [InlineData("Refused", "LLLLS", "Partitioned")]
    [InlineData("Refused", "A", "Partitioned")]
    [InlineData("Refused", "LA", "Partitioned")]
    [InlineData("Refused", "N", "WeAreIsolated")] // DeadMasterAndReplicas
    [InlineData("Refused", "NNN", "WeAreIsolated")]
    [InlineData("Refused", "B", "Unknown")]
    [InlineData("Refused", "E", "Unknown")]
    [InlineData("Refused", "X", "Unknown")]
    [InlineData("Refused", "D", "Unknown")]
    [InlineData("Refused", "BN", "Unknown")]
    [InlineData("Refused", "BEXD", "Unknown")]
    [InlineData("Lost", "L", "Crashed")]
    [InlineData("Lost", "LL", "Crashed")]
    [InlineData("Lost", "Z", "Hung")]
    [InlineData("Lost", "S", "Partitioned")]
    [InlineData("Lost", "N", "WeAreIsolated")]
    [InlineData("ConnectTimeout", "L", "Hung")] // DeadMaster: the host is gone
    [InlineData("ConnectTimeout", "LL", "Hung")]
    [InlineData("ConnectTimeout", "Z", "Hung")]
    [InlineData("ConnectTimeout", "LLN", "Hung")]
    [InlineData("ConnectTimeout", "S", "Partitioned")]
    [InlineData("ConnectTimeout", "LS", "Partitioned")]
    [InlineData("ConnectTimeout", "A", "Partitioned")]
    [InlineData("ConnectTimeout", "Q", "Unknown")] // UnreachableMasterWithStaleReplicas
    [InlineData("ConnectTimeout", "N", "WeAreIsolated")]
    [InlineData("ConnectTimeout", "NN", "WeAreIsolated")]
    [InlineData("ConnectTimeout", "", "Unknown")]
    [InlineData("ConnectTimeout", "B", "Unknown")]
    [InlineData("HandshakeTimeout", "L", "Hung")] // SIGSTOP
    [InlineData("HandshakeTimeout", "l", "Hung")]
    [InlineData("HandshakeTimeout", "ll", "Hung")]
    [InlineData("HandshakeTimeout", "Zl", "Hung")]
    [InlineData("HandshakeTimeout", "Q", "Unknown")]
    [InlineData("HandshakeTimeout", "lQQ", "Unknown")]
    [InlineData("HandshakeTimeout", "S", "Overloaded")]
    [InlineData("HandshakeTimeout", "lS", "Overloaded")]
    [InlineData("HandshakeTimeout", "A", "Overloaded")]
    [InlineData("HandshakeTimeout", "N", "WeAreIsolated")]
    [InlineData("HandshakeTimeout", "", "Unknown")]
    [InlineData("QueryTimeout", "l", "Hung")]
    [InlineData("QueryTimeout", "S", "Overloaded")]
    [InlineData("QueryTimeout", "Q", "Unknown")]
    [InlineData("QueryTimeout", "N", "WeAreIsolated")]
    [InlineData("NetworkUnreachable", "L", "Hung")]
    [InlineData("NetworkUnreachable", "S", "Partitioned")]
    [InlineData("NetworkUnreachable", "N", "WeAreIsolated")]
    [InlineData("NetworkUnreachable", "Q", "Unknown")]
    [InlineData("UnknownHost", "L", "Unknown")] // Our name resolution is no evidence
    [InlineData("UnknownHost", "LLL", "Unknown")]
    [InlineData("UnknownHost", "S", "Partitioned")]
    [InlineData("UnknownHost", "N", "WeAreIsolated")]
    [InlineData("TooManyConnections", "S", "Overloaded")]
    [InlineData("TooManyConnections", "A", "Overloaded")]
    [InlineData("TooManyConnections", "L", "Overloaded")]
    [InlineData("TooManyConnections", "LLL", "Overloaded")]
    [InlineData("TooManyConnections", "N", "Overloaded")]
    [InlineData("TooManyConnections", "", "Overloaded")]
    [InlineData("LoginRefused", "S", "Healthy")]
    [InlineData("LoginRefused", "Q", "Healthy")]
    [InlineData("LoginRefused", "", "Healthy")]
    [InlineData("LoginRefused", "N", "Healthy")]
    [InlineData("LoginRefused", "B", "Healthy")]
    [InlineData("LoginRefused", "SL", "Healthy")]
    [InlineData("LoginRefused", "L", "Unknown")]
    [InlineData("LoginRefused", "LL", "Unknown")]
    [InlineData("Answered", "", "Healthy")]
    [InlineData("Answered", "S", "Healthy")]
    [InlineData("Answered", "SS", "Healthy")]
    [InlineData("Answered", "SL", "Healthy")] // One replica is cut off
    [InlineData("Answered", "SB", "Healthy")]
    [InlineData("Answered", "SN", "Healthy")]
    [InlineData("Answered", "L", "AllReplicasBroken")] // AllMasterReplicasNotReplicating
    [InlineData("Answered", "LBE", "AllReplicasBroken")]
    [InlineData("Answered", "BN", "AllReplicasBroken")] // AllMasterReplicasNotReplicatingOrDead
    [InlineData("Answered", "N", "AllReplicasBroken")]
    [InlineData("Answered", "NNN", "AllReplicasBroken")]
    [InlineData("Answered", "X", "AllReplicasBroken")]
    public void EachLookHasItsVerdict(string outcome, string replicas, string verdict)
    {
        var probe = Enum.Parse<PrimaryProbeOutcome>(outcome);
        var judgement = Judge(probe, replicas);

        Assert.Equal(verdict, judgement.Verdict.ToString());
        Assert.All(judgement.Reasons, static reason => Assert.EndsWith(".", reason, StringComparison.Ordinal));
        Assert.NotEmpty(judgement.Reasons);
    }

    /// <summary>Every outcome with all combinations of up to four replicas.</summary>
    [Theory]
    [MemberData(nameof(Outcomes))]
    public void NoCombinationOfWordsLeadsToAFailoverThatItDoesNotJustify(PrimaryProbeOutcome outcome)
    {
        foreach (var replicas in Combinations(4))
        {
            var words = Looks.Words(replicas, TroubleOf(outcome));
            var isDead = Judge(outcome, replicas).Verdict is PrimaryVerdict.Crashed or PrimaryVerdict.Hung;
            var agreeing = words.Count(static word => word.View is WitnessView.Lost or WitnessView.Silent);
            var unsure = words.Count(static word => word.View == WitnessView.Unsure);
            var mayBeDead = !Living.Contains(outcome)
                && outcome != PrimaryProbeOutcome.UnknownHost
                && !replicas.Contains('S', StringComparison.Ordinal)
                && !replicas.Contains('A', StringComparison.Ordinal)
                && agreeing > unsure;
            Assert.True(isDead == mayBeDead, $"{outcome} with {replicas}");
        }
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void NobodyToAskIsNeverADeath(PrimaryProbeOutcome outcome)
    {
        foreach (var replicas in new[] { "", "N", "NN", "NNNN" })
            Assert.False(Judge(outcome, replicas).Verdict is PrimaryVerdict.Crashed or PrimaryVerdict.Hung);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(5, 3)]
    public void MoreThanHalfMustAgree(int voting, int needed) => Assert.Equal(needed, PrimaryJudge.Majority(voting));

    public static TheoryData<PrimaryProbeOutcome> Outcomes() => [.. Enum.GetValues<PrimaryProbeOutcome>()];

    private static IEnumerable<string> Combinations(int longest)
    {
        IEnumerable<string> last = [""];
        for (var length = 0; length <= longest; length++)
        {
            foreach (var text in last)
                yield return text;
            last = last.SelectMany(static text => Looks.Letters.Where(letter => text.Length == 0 || letter >= text[^1]).Select(letter => text + letter)).ToList();
        }
    }

    private static TimeSpan? TroubleOf(PrimaryProbeOutcome outcome) => Living.Contains(outcome) ? null : Looks.Trouble;

    private static PrimaryJudgement Judge(PrimaryProbeOutcome outcome, string replicas) =>
        PrimaryJudge.Judge(Looks.Probe(outcome), Looks.Words(replicas, TroubleOf(outcome)), Looks.Uuid, null, new PrimaryRules());
}
