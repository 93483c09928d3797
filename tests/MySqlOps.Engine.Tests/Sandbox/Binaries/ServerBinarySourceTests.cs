using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Binaries;
using MySqlOps.Engine.Tests.Connect;

namespace MySqlOps.Engine.Tests.Sandbox.Binaries;

/// <summary>Finding a server or getting one, and what is left when that fails.</summary>
public sealed class ServerBinarySourceTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    private string Servers => _scratch.File("servers");

    public void Dispose() => _scratch.Dispose();

    [UnixFact]
    public async Task WhatIsGotIsFoundTheNextTime()
    {
        var getter = new TreeGetter();
        var got = await Source(getter).FindOrGetAsync(null, CancellationToken.None);
        var found = await Source(getter).FindOrGetAsync(null, CancellationToken.None);

        Assert.Equal((Path.Combine(Servers, "mysql-9.7.4", "bin", "mysqld"), ServerBinaryOrigin.Downloaded), (got.Path, got.Origin));
        Assert.Equal((got.Path, ServerBinaryOrigin.Cache), (found.Path, found.Origin));
        Assert.Equal(1, getter.Runs);
    }

    [UnixFact]
    public async Task TwoAtOnceGetOne()
    {
        var getter = new TreeGetter();

        var both = await Task.WhenAll(Source(getter).FindOrGetAsync(null, CancellationToken.None), Source(getter).FindOrGetAsync(null, CancellationToken.None));

        Assert.Equal(both[0].Path, both[1].Path);
        Assert.Equal(1, getter.Runs);
    }

    [UnixFact]
    public async Task AFailureLeavesNothingAndTheNextTrySucceeds()
    {
        var getter = new TreeGetter { Failure = new MySqlOpsException(ErrorId.SandboxDownloadFailed, "the cable") };
        await Assert.ThrowsAsync<MySqlOpsException>(() => Source(getter).FindOrGetAsync(null, CancellationToken.None));
        var left = Directory.EnumerateDirectories(Servers).ToList();
        getter.Failure = null;

        Assert.Empty(left);
        Assert.Equal(ServerBinaryOrigin.Downloaded, (await Source(getter).FindOrGetAsync(null, CancellationToken.None)).Origin);
    }

    [UnixFact]
    public async Task WhatAKilledProcessLeftIsClearedAway()
    {
        _scratch.Write("servers/.part-dead/server/root/usr/sbin/mysqld", "half");

        await Source(new TreeGetter()).FindOrGetAsync(null, CancellationToken.None);

        Assert.Equal(["mysql-9.7.4"], Directory.EnumerateDirectories(Servers).Select(Path.GetFileName));
    }

    [Fact]
    public async Task WithoutAServerAndWithoutAWayTheErrorSaysWhyAndWhatToDo()
    {
        var getter = new TreeGetter { Closed = "the moon is wrong" };

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => Source(getter).FindOrGetAsync(null, CancellationToken.None));

        Assert.Equal(ErrorId.SandboxServerMissing, error.Id);
        Assert.Contains("the moon is wrong", error.Message, StringComparison.Ordinal);
        Assert.Contains("MYSQLOPS_MYSQLD", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, getter.Runs);
    }

    private ServerBinarySource Source(TreeGetter getter)
    {
        var programs = new FakePrograms(_ => FakePrograms.Good("mysqld  Ver 9.7.4-2 for Linux on x86_64 ((Debian))"));
        return new ServerBinarySource(new BinaryProof(programs), new ServerPlaces { Servers = Servers }, [getter], SilentObserver.Instance);
    }
}
