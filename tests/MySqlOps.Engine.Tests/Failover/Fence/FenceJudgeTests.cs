using MySqlOps.Engine.Failover.Fence;

namespace MySqlOps.Engine.Tests.Failover.Fence;

public sealed class FenceJudgeTests
{
    private static readonly FenceFacts Silent = new() { OldPrimary = "db:3306" };

    [Fact]
    public void SilenceProvesNothing() => Assert.False(FenceJudge.Judge(Silent).IsEnough);

    [Fact]
    public void ReadOnlyThatWasReadBackIsAProof() => Assert.Equal(FenceKind.ReadOnly, FenceJudge.Judge(Silent with { IsSuperReadOnly = true }).Kind);

    [Fact]
    public void RefusedConnectionAloneIsNone() => Assert.Equal(FenceKind.None, FenceJudge.Judge(Silent with { IsRefused = true }).Kind);

    [Fact]
    public void RefusedConnectionOfAServerThatStartsReadOnlyIsAProof() => Assert.Equal(FenceKind.Down, FenceJudge.Judge(Silent with { IsRefused = true, BootFenceSeen = DateTimeOffset.UnixEpoch }).Kind);

    [Fact]
    public void ServerThatStartsReadOnlyAndHangsIsNotFenced() => Assert.Equal(FenceKind.None, FenceJudge.Judge(Silent with { BootFenceSeen = DateTimeOffset.UnixEpoch }).Kind);

    [Theory]
    [InlineData(0, false, FenceKind.Script)]
    [InlineData(0, true, FenceKind.None)]
    [InlineData(1, false, FenceKind.None)]
    [InlineData(-1, false, FenceKind.None)]
    public void ScriptCountsByItsExitCode(int exitCode, bool isTimedOut, FenceKind kind) =>
        Assert.Equal(kind, FenceJudge.Judge(Silent with { ScriptExitCode = exitCode, IsScriptTimedOut = isTimedOut }).Kind);

    [Theory]
    [InlineData(null)]
    [InlineData(false)]
    public void AcceptedRiskIsEnoughAndSaysSo(bool? isSuperReadOnly) =>
        Assert.Equal(FenceKind.RiskAccepted, FenceJudge.Judge(Silent with { IsSuperReadOnly = isSuperReadOnly, AcceptsRisk = true }).Kind);

    [Fact]
    public void ServerThatAnswersAndWritesIsNotDownWhateverWasSeenBefore() =>
        Assert.Equal(FenceKind.None, FenceJudge.Judge(Silent with { IsSuperReadOnly = false, IsRefused = true, BootFenceSeen = DateTimeOffset.UnixEpoch }).Kind);
}
