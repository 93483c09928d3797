using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Servers;
using MySqlOps.Tests;

namespace MySqlOps.Engine.ServerTests.Catalog;

/// <summary>A server of its own with samples/shop and Scenarios/Definitions/nasty.sql on it, which its tests only read.</summary>
public sealed class DefinitionsFixture : IAsyncLifetime
{
    /// <summary>The database of nasty.sql that holds most of it.</summary>
    public const string Nasty = "na`sty \"1\".x";

    private readonly TestSandboxes _sandboxes = new();

    /// <summary>The server's sandbox.</summary>
    public MySqlSandbox Sandbox { get; private set; } = null!;

    /// <summary>All that the server has, read once.</summary>
    internal ServerCatalog Catalog { get; private set; } = null!;

    /// <summary>A database of the catalogue.</summary>
    internal DatabaseDefinition this[string database] => Catalog.Databases.Single(one => one.Name == database);

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Sandbox = (await _sandboxes.CreateAsync(1))[0];
        await LoadAsync(Sandbox);
        Catalog = await CatalogReader.ReadAsync(Sandbox.Server, new CatalogSelection(), CatalogDetail.Definitions, SilentObserver.Instance, CancellationToken.None);
    }

    /// <inheritdoc />
    public async Task DisposeAsync() => await _sandboxes.DisposeAsync();

    /// <summary>Loads both schemas.</summary>
    internal static async Task LoadAsync(MySqlSandbox sandbox)
    {
        await ClientProgram.QueryAsync(sandbox, RepositoryFiles.Read("samples/shop/schema.sql"));
        await ClientProgram.QueryAsync(sandbox, RepositoryFiles.Read("tests/MySqlOps.Engine.ServerTests/Scenarios/Definitions/nasty.sql"));
    }
}
