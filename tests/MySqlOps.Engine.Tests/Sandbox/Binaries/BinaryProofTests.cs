using MySqlOps.Engine.Sandbox.Binaries;
using MySqlOps.Engine.Sandbox.Programs;

namespace MySqlOps.Engine.Tests.Sandbox.Binaries;

/// <summary>What makes a file a mysqld that can be used.</summary>
public sealed class BinaryProofTests
{
    private static readonly ServerCandidate Candidate = new("/usr/sbin/mysqld", ServerBinaryOrigin.Installed);

    [Theory]
    [InlineData("/usr/sbin/mysqld  Ver 8.4.6 for Linux on x86_64 (MySQL Community Server - GPL)", "8.4.6")]
    [InlineData("/x/mysqld  Ver 9.7.4-2 for Linux on x86_64 ((Debian))", "9.7.4-2")]
    [InlineData("mysqld  Ver 8.0.36-28 for Linux on x86_64 (Percona Server (GPL), Release 28, Revision 47601f19)", "8.0.36-28")]
    [InlineData("/usr/sbin/mysqld  Ver 8.0.43-0ubuntu0.24.04.1 for Linux on x86_64 ((Ubuntu))", "8.0.43-0ubuntu0.24.04.1")]
    public async Task AMySqlServerIsTakenAsItIs(string line, string version)
    {
        var verdict = await JudgeAsync(FakePrograms.Good(line));

        Assert.Equal(("/usr/sbin/mysqld", ServerBinaryOrigin.Installed, version), (verdict.Binary!.Path, verdict.Binary.Origin, verdict.Binary.Version.Text));
        Assert.Null(verdict.Refusal);
    }

    [Theory]
    [InlineData("mysqld  Ver 10.11.6-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64 (Debian 12)", "MariaDB")]
    [InlineData("mysqld  Ver 5.7.44 for Linux on x86_64 (MySQL Community Server (GPL))", "older")]
    [InlineData("mysqld  Ver 8.0.22 for Linux on x86_64 (MySQL Community Server - GPL)", "older")]
    [InlineData("ls (GNU coreutils) 9.1", "does not say a version")]
    [InlineData("", "does not say a version")]
    public async Task WhatIsNoneIsRefusedWithTheReason(string line, string reason)
    {
        var verdict = await JudgeAsync(FakePrograms.Good(line));

        Assert.Null(verdict.Binary);
        Assert.Contains(reason, verdict.Refusal, StringComparison.Ordinal);
        Assert.Contains(Candidate.Path, verdict.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatFailsIsRefusedWithItsOwnWords()
    {
        var verdict = await JudgeAsync(FakePrograms.Bad("error while loading shared libraries: libaio.so.1"));

        Assert.Contains("libaio.so.1", verdict.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatHangsOrCantBeExecutedIsRefused()
    {
        Assert.Contains("too long", (await JudgeAsync(new ProgramResult(null, "", ""))).Refusal, StringComparison.Ordinal);
        Assert.Contains("can't be executed", (await JudgeAsync(null)).Refusal, StringComparison.Ordinal);
    }

    private static Task<BinaryVerdict> JudgeAsync(ProgramResult? result) =>
        new BinaryProof(new FakePrograms(_ => result)).JudgeAsync(Candidate, CancellationToken.None);
}
