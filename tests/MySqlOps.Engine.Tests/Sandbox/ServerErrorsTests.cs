using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Engine.Tests.Sandbox;

/// <summary>What is quoted of a server's log.</summary>
public sealed class ServerErrorsTests
{
    private const string Aborting = "2026-11-22T10:37:17.392101Z 0 [ERROR] [MY-010119] [Server] Aborting\n";

    [Fact]
    public void TheErrorsAreQuotedWithoutTimesAndLastWords()
    {
        const string Log = "2026-11-22T10:37:16Z 0 [System] [MY-010116] [Server] starting\n"
            + "2026-11-22T10:37:17Z 0 [ERROR] [MY-000067] [Server] unknown variable 'foo_bar=1'.\n"
            + "2026-11-22T10:37:17Z 0 [Warning] [MY-010068] [Server] CA certificate ca.pem is self signed.\n" + Aborting;

        Assert.Equal("[MY-000067] [Server] unknown variable 'foo_bar=1'.", ServerErrors.Quote(Log, "exit code 1"));
    }

    [Fact]
    public void AReasonWithoutFormatIsQuotedWhenThereIsNoOther()
    {
        Assert.Equal("mysqld: File '/no/binlog.index' not found", ServerErrors.Quote($"mysqld: File '/no/binlog.index' not found\n{Aborting}", "exit code 1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(Aborting)]
    [InlineData("2026-11-22T10:37:16Z 0 [System] [MY-010116] [Server] starting\n")]
    public void WithoutAReasonTheFallbackIsSaid(string log)
    {
        Assert.Equal("exit code 1", ServerErrors.Quote(log, "exit code 1"));
    }

    [Fact]
    public void AManyTimesRepeatedErrorIsQuotedOnceAndNotTooManyAreQuoted()
    {
        var log = string.Concat(Enumerable.Range(0, 50).Select(i => $"t 0 [ERROR] [MY-1] e{i % 9}\n"));

        Assert.Equal("[MY-1] e0 | [MY-1] e1 | [MY-1] e2 | [MY-1] e3 | [MY-1] e4", ServerErrors.Quote(log, ""));
    }

    [Theory]
    [InlineData("t 0 [ERROR] [MY-010262] [Server] Can't start server: Bind on TCP/IP port: Address already in use\n", true)]
    [InlineData("t 0 [Warning] [MY-010262] [Server] x\n", false)]
    [InlineData(Aborting, false)]
    public void ATakenPortIsKnownByItsCode(string log, bool taken)
    {
        Assert.Equal(taken, ServerErrors.SayPortTaken(log));
    }
}
