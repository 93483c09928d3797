using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Binaries;
using MySqlOps.Engine.Tests.Connect;

namespace MySqlOps.Engine.Tests.Sandbox.Binaries;

/// <summary>Where a mysqld is looked for, and in which order.</summary>
public sealed class ServerBinaryFinderTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void PathComesBeforeInstalledAndInstalledBeforeOurOwn()
    {
        var onPath = Put("path");
        var installed = Put("opt/mysql/9.7/bin");
        var cached = Put("servers/mysql-9.7.4/bin");

        Assert.Equal([onPath, installed, cached], Places().Candidates().Select(candidate => candidate.Path));
        Assert.Equal([ServerBinaryOrigin.SearchPath, ServerBinaryOrigin.Installed, ServerBinaryOrigin.Cache], Places().Candidates().Select(candidate => candidate.Origin));
    }

    [Fact]
    public void TheNewestOfSeveralComesFirst()
    {
        string[] versions = ["8.4.6", "9.10.0", "9.7.4"];
        foreach (var version in versions)
            Put($"servers/mysql-{version}/bin");

        Assert.Equal(
            ["9.10.0", "9.7.4", "8.4.6"],
            Places().Candidates().Select(candidate => Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(candidate.Path))!)["mysql-".Length..]));
    }

    [Fact]
    public async Task MariaDbIsPassedOverAndNamed()
    {
        var maria = Put("path");
        var mysql = Put("opt/mysql/9.7/bin");
        var finder = Finder(Places(), maria);

        var found = await finder.FindAsync(null, CancellationToken.None);

        Assert.Equal(mysql, found!.Path);
        Assert.Contains(maria, Assert.Single(finder.Refusals), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANamedOneThatCantBeUsedIsAnErrorAlthoughThereIsAnother()
    {
        var maria = Put("named");
        Put("path");

        var given = await Assert.ThrowsAsync<MySqlOpsException>(() => Finder(Places(), maria).FindAsync(maria, CancellationToken.None));
        var named = await Assert.ThrowsAsync<MySqlOpsException>(() => Finder(Places() with { Named = maria }, maria).FindAsync(null, CancellationToken.None));

        Assert.All([given, named], error => Assert.Equal(ErrorId.SandboxServerUnusable, error.Id));
        Assert.Contains("MYSQLOPS_MYSQLD", named.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingIsFoundWhereNothingIs()
    {
        Assert.Null(await Finder(Places(), "").FindAsync(null, CancellationToken.None));
    }

    private ServerPlaces Places() => new()
    {
        SearchPath = [_scratch.File("path"), _scratch.File("missing")],
        InstallFolders = [_scratch.File("opt/mysql/*/bin"), _scratch.File("nowhere/*/bin")],
        Servers = _scratch.File("servers"),
    };

    private static ServerBinaryFinder Finder(ServerPlaces places, string maria)
    {
        var programs = new FakePrograms(call => FakePrograms.Good(
            call.FileName == maria ? "mysqld  Ver 10.11.6-MariaDB for Linux on x86_64 (x)" : "mysqld  Ver 9.7.4 for Linux on x86_64 (x)"));
        return new ServerBinaryFinder(new BinaryProof(programs), places, SilentObserver.Instance);
    }

    private string Put(string folder) => _scratch.Write(Path.Join(folder, ServerPlaces.FileName), "");
}
