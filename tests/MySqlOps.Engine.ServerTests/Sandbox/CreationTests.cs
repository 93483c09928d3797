using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Sandbox;

/// <summary>What a fresh sandbox is.</summary>
public sealed class CreationTests : IAsyncLifetime
{
    private readonly TestSandboxes _home = new();
    private IReadOnlyList<MySqlSandbox> _three = [];

    public async Task InitializeAsync() => _three = await _home.CreateAsync(3);

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Fact]
    public async Task SeveralAtOnceAreDistinctAndAsPlanned()
    {
        Assert.Equal(3, _three.Select(sandbox => sandbox.Uuid).Distinct().Count());
        Assert.Equal(3, _three.Select(sandbox => sandbox.ServerId).Distinct().Count());
        Assert.Equal(_three.Select(sandbox => sandbox.Port).Distinct().Order(), _three.Select(sandbox => sandbox.Port));
        Assert.All(_three, sandbox => Assert.Equal(SandboxState.Running, sandbox.State));
        foreach (var sandbox in _three)
        {
            Assert.Equal($"{sandbox.ServerId} {sandbox.Uuid}", await Scene.AskAsync(sandbox.Server, "SELECT CONCAT(@@server_id, ' ', @@server_uuid)"));
            Assert.Equal("1 ON ON ROW", await Scene.AskAsync(sandbox.Server, "SELECT CONCAT_WS(' ', @@log_bin, @@gtid_mode, @@enforce_gtid_consistency, @@binlog_format)"));
            Assert.Equal($"{sandbox.ProcessId}", (await File.ReadAllTextAsync(Path.Combine(sandbox.Path, "mysqld.pid"))).Trim());
        }
    }

    [Fact]
    public async Task AFreshServerHasExecutedNoTransaction()
    {
        foreach (var sandbox in _three)
            Assert.Equal("", await Scene.AskAsync(sandbox.Server, "SELECT @@gtid_executed"));
    }

    [Fact]
    public async Task EachServerHasKeysOfItsOwn()
    {
        var keys = await Task.WhenAll(_three.Select(sandbox => File.ReadAllTextAsync(Path.Combine(sandbox.Path, "data", "server-key.pem"))));

        Assert.Equal(3, keys.Distinct().Count());
    }

    [Fact]
    public async Task TheClientProgramEntersWithTheOptionFile()
    {
        Assert.Equal("root@localhost", await ClientProgram.QueryAsync(_three[0], "SELECT CURRENT_USER()"));
    }

    [Fact]
    public async Task RootHasAPasswordAndNobodyEntersWithoutOne()
    {
        var bare = _three[0].Server with { Password = null };

        var error = await Assert.ThrowsAsync<Foundation.MySqlOpsException>(() => Scene.AskAsync(bare, "SELECT 1"));

        Assert.Equal(Foundation.ErrorId.ConnectAccessDenied, error.Id);
        Assert.Equal("1", await Scene.AskAsync(_three[0].Server, "SELECT COUNT(*) FROM mysql.user WHERE user = 'root'"));
    }

    [Fact]
    public async Task TheReaderFindsThemAgainByPathAndByServer()
    {
        var reader = new SandboxReader();

        Assert.Equal(_three, await Scene.ListAsync(_home.Path), (a, b) => a.Path == b.Path && a.ProcessId == b.ProcessId && a.State == b.State);
        Assert.Equal(_three[1].Path, (await reader.ReadAsync(_three[1].Server, CancellationToken.None)).Path);
        Assert.Equal($"{_three[1].Path}/root.cnf[client]", _three[1].Server.Source);
    }
}
