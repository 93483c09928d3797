using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Sandbox;

/// <summary>Folders that are not ours, or are no more.</summary>
public sealed class ForeignFolderTests : IAsyncLifetime
{
    private readonly TestSandboxes _home = new();
    private readonly SandboxControl _control = new(SilentObserver.Instance);
    private readonly int _port = Scene.NewBasePort();

    private string Folder => Path.Combine(_home.Path, $"{_port}");

    public Task InitializeAsync()
    {
        Directory.CreateDirectory(Folder);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Fact]
    public async Task AFolderWithoutAMarkerIsNotRemoved()
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "thesis.txt"), "mine");

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => _control.RemoveAsync(Folder, CancellationToken.None));

        Assert.Equal(ErrorId.SandboxNotOurs, error.Id);
        Assert.True(File.Exists(Path.Combine(Folder, "thesis.txt")));
    }

    [Fact]
    public async Task AFolderWithoutAMarkerIsNotMadeASandbox()
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "thesis.txt"), "mine");

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => Scene.MakeAsync(new SandboxOptions { Path = _home.Path, BasePort = _port }));

        Assert.Equal(ErrorId.SandboxExists, error.Id);
        Assert.Equal(["thesis.txt"], Directory.EnumerateFileSystemEntries(Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task ALinkToASandboxIsNotRemoved()
    {
        var sandbox = (await Scene.MakeAsync(new SandboxOptions { Path = _home.Path, BasePort = _port })).Single();
        var elsewhere = Directory.CreateTempSubdirectory("mysqlops-elsewhere-").FullName;
        var link = Path.Combine(elsewhere, Path.GetFileName(sandbox.Path));
        Directory.CreateSymbolicLink(link, sandbox.Path);

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => _control.RemoveAsync(link, CancellationToken.None));

        Assert.Equal(ErrorId.SandboxNotOurs, error.Id);
        Assert.Equal("1", await Scene.AskAsync(sandbox.Server, "SELECT 1"));
        Directory.Delete(elsewhere, recursive: true);
    }

    [Fact]
    public async Task ABrokenOffRemovalIsTakenUpAgain()
    {
        var sandbox = (await Scene.MakeAsync(new SandboxOptions { Path = _home.Path, BasePort = _port })).Single();
        var marker = Path.Combine(sandbox.Path, "mysqlops-sandbox.json");
        var text = (await File.ReadAllTextAsync(marker)).Replace("\"ready\"", "\"removing\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(marker, System.Text.RegularExpressions.Regex.Replace(text, "\"id\": \\d+", "\"id\": 2147483000"));
        File.Delete(Path.Combine(sandbox.Path, "root.cnf"));

        Assert.Equal(SandboxState.Incomplete, (await Scene.ListAsync(_home.Path)).Single().State);
        await _control.RemoveAsync(sandbox.Path, CancellationToken.None);
        Scene.AssertNothingIsLeft(_home.Path);
    }
}
