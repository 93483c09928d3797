using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Load;

/// <summary>Copies within one server, where source and destination are in each other's way.</summary>
[Collection(ServerCollection.Name)]
public sealed class DatabaseCopyTests(ServerFixture servers) : IAsyncLifetime
{
    private readonly LoadScene _scene = new(servers.Server);

    public async Task InitializeAsync()
    {
        await _scene.PrepareAsync("shop", "trial");
        await _scene.RunAsync("CREATE DATABASE shop", "CREATE TABLE shop.orders (id int PRIMARY KEY, name varchar(9))", "INSERT INTO shop.orders VALUES (1, 'a'), (2, NULL)");
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task DatabaseIsCopiedUnderAnotherName()
    {
        var rows = await CopyAsync(new(StringComparer.Ordinal) { ["shop"] = "trial" });

        Assert.Equal(2, rows);
        Assert.Equal("1|a\n2|NULL", await _scene.AskAsync("id, name FROM trial.orders ORDER BY id"));
    }

    [Theory]
    [InlineData(ExistingObjects.Error)]
    [InlineData(ExistingObjects.Replace)]
    public async Task DatabaseIsNotCopiedOntoItself(ExistingObjects existing)
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => CopyAsync([], existing));

        Assert.Equal(ErrorId.LoadNameCollision, error.Id);
        Assert.Equal("2", await _scene.TextAsync("SELECT COUNT(*) FROM shop.orders"));
    }

    private async Task<long> CopyAsync(Dictionary<string, string> names, ExistingObjects existing = ExistingObjects.Error)
    {
        var read = new ExportOptions { Path = "", ThreadCount = 2, Selection = new CatalogSelection { Databases = ["shop"] } };
        var load = _scene.Options with { RenamedDatabases = names, IfExists = existing };

        await using var copy = await DatabaseCopy.OpenAsync(servers.Server, servers.Server, read, load, _scene.Observer, TimeProvider.System, CancellationToken.None);
        return (await copy.Loader.LoadAsync(await copy.Loader.PlanAsync(CancellationToken.None), CancellationToken.None)).Rows;
    }
}
