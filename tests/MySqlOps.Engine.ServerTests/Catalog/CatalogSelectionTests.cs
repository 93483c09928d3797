using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Catalog;

[Collection(ServerCollection.Name)]
public sealed class CatalogSelectionTests(DefinitionsFixture definitions) : IClassFixture<DefinitionsFixture>
{
    private const string Nasty = DefinitionsFixture.Nasty;

    [Fact]
    public async Task NamedTablesComeAloneWithTheirTriggers()
    {
        var catalog = await ReadAsync(new CatalogSelection { Databases = ["shop"], Tables = ["product", "shop.order_total", "nothing"] }, CatalogDetail.Definitions);
        var shop = Assert.Single(catalog.Databases);

        Assert.Equal("product", Assert.Single(shop.Tables).Name.Name);
        Assert.Equal(6, shop.Tables[0].Triggers.Count);
        Assert.Equal("order_total", Assert.Single(shop.Views).Name.Name);
        Assert.Empty(shop.Routines);
        Assert.Empty(shop.Events);
        Assert.Equal(["nothing"], catalog.MissingTables);
        Assert.False(catalog.IsWholeServer);
    }

    [Fact]
    public async Task MissingDatabasesAreNamed()
    {
        var catalog = await ReadAsync(new CatalogSelection { Databases = ["shop", "nowhere", "no*"] }, CatalogDetail.Names);

        Assert.Equal(["nowhere"], catalog.MissingDatabases);
        Assert.Equal("shop", Assert.Single(catalog.Databases).Name);
    }

    [Fact]
    public async Task NothingSelectedIsNoError() => Assert.Empty((await ReadAsync(new CatalogSelection { Databases = ["no*"] }, CatalogDetail.Definitions)).Databases);

    [Fact]
    public async Task KindsAreLeftOut()
    {
        var catalog = await ReadAsync(new CatalogSelection { Kinds = ObjectKind.View | ObjectKind.Event }, CatalogDetail.Definitions);

        Assert.All(catalog.Databases, database => Assert.True(database.Tables.Count == 0 && database.Routines.Count == 0));
        Assert.Contains(catalog.Databases, database => database.Views.Count > 0 && database.Events.Count > 0);
    }

    [Fact]
    public async Task NamesNeedNoStatementForAnyObject()
    {
        var (catalog, statements) = await CountAsync(CatalogDetail.Names);

        Assert.Contains(catalog.Databases, database => database.Tables.Count > 10 && database.Views.Count > 5 && database.Routines.Count > 5 && database.Events.Count > 1);
        Assert.All(catalog.Databases.SelectMany(database => database.Tables), table => Assert.True(table.Columns.Count == 0 && table.CreateStatement.Length == 0));
        Assert.InRange(statements, 1, 15);
    }

    [Fact]
    public async Task DataNeedsNoStatementForAnyObject()
    {
        var (catalog, statements) = await CountAsync(CatalogDetail.Data);

        Assert.All(catalog.Databases.SelectMany(database => database.Tables), table => Assert.True(table.Columns.Count > 0 && table.CreateStatement.Length == 0));
        Assert.InRange(statements, 1, 20);
    }

    [Fact]
    public async Task DefinitionsNeedOneStatementForEachObject()
    {
        var (catalog, statements) = await CountAsync(CatalogDetail.Definitions, "shop");
        var objects = catalog.Databases.Sum(database =>
            1 + database.Tables.Count + database.Tables.Sum(table => table.Triggers.Count) + database.Views.Count + database.Routines.Count + database.Events.Count);

        Assert.InRange(statements, objects, objects + 20);
    }

    [Fact]
    public async Task SeveralSessionsReadTheSameAsOne()
    {
        var one = await ReadAsync(new CatalogSelection(), CatalogDetail.Definitions);
        var many = await CatalogReader.ReadAsync(definitions.Sandbox.Server, new CatalogSelection(), CatalogDetail.Definitions, SilentObserver.Instance, CancellationToken.None);

        Assert.Equivalent(one, many, strict: true);
    }

    [Fact]
    public async Task ARoutineWhoseBodyIsHiddenIsAnErrorAndNotLost()
    {
        await ClientProgram.QueryAsync(definitions.Sandbox, "CREATE USER half_blind IDENTIFIED BY 'x'; GRANT EXECUTE ON nasty_two.* TO half_blind;");
        var server = definitions.Sandbox.Server with { User = "half_blind", Password = new Secret("x") };

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() =>
            CatalogReader.ReadAsync(server, new CatalogSelection { Databases = ["nasty_two"], Kinds = ObjectKind.Routine }, CatalogDetail.Definitions, SilentObserver.Instance, CancellationToken.None));

        Assert.Equal(ErrorId.PrivilegeMissing, error.Id);
        Assert.Contains("SHOW_ROUTINE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatTheAccountCannotSeeIsSaid()
    {
        await ClientProgram.QueryAsync(
            definitions.Sandbox, "CREATE ROLE sees_events; CREATE USER blind IDENTIFIED BY 'x' DEFAULT ROLE sees_events; GRANT EVENT ON *.* TO sees_events; GRANT sees_events TO blind; GRANT SELECT, SHOW VIEW ON shop.* TO blind;");
        var observer = new RememberingObserver();
        await CatalogReader.ReadAsync(
            definitions.Sandbox.Server with { User = "blind", Password = new Secret("x") }, new CatalogSelection { Databases = ["shop"], Kinds = ObjectKind.All }, CatalogDetail.Definitions, observer, CancellationToken.None);

        Assert.Equal(["routines", "triggers"], observer.Warnings.Select(warning => warning.Split("so that ")[1].Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AnAccountThatSeesAllHearsNothing()
    {
        var observer = new RememberingObserver();
        await CatalogReader.ReadAsync(definitions.Sandbox.Server, new CatalogSelection(), CatalogDetail.Definitions, observer, CancellationToken.None);

        Assert.Empty(observer.Warnings);
    }

    [Fact]
    public async Task ObjectsThatWereDroppedMeanwhileAreSkipped()
    {
        await using var session = await Session.OpenAsync(definitions.Sandbox.Server, CancellationToken.None);
        var reader = new DefinitionReader(session, SilentObserver.Instance);
        var context = new CreationContext { CharacterSetClient = "utf8mb4", CollationConnection = "utf8mb4_bin" };
        var gone = new ObjectName("shop", "gone");

        Assert.Null(await reader.ReadDatabaseAsync(new DatabaseDefinition { Name = "gone", CreateStatement = "", Tables = [], Views = [], Routines = [], Events = [] }, CancellationToken.None));
        Assert.Null(await reader.ReadTableAsync(
            new TableDefinition { Name = gone, Engine = "", CreateStatement = "", Columns = [], Indexes = [], Partitions = [], EstimatedRows = 0, AverageRowBytes = 0, DataBytes = 0 }, CancellationToken.None));
        var view = new ViewDefinition { Name = gone, CreateStatement = "", Context = context, Columns = [], DependsOn = [] };
        Assert.Null(await reader.ReadViewAsync(view, CancellationToken.None));
        Assert.Null(await reader.ReadViewAsync(view with { Name = new ObjectName("shop", "product") }, CancellationToken.None));
        Assert.Null(await reader.ReadViewAsync(view with { Name = new ObjectName("gone", "gone") }, CancellationToken.None));
        foreach (var kind in Enum.GetValues<RoutineKind>().Where(kind => kind != RoutineKind.Library || session.Facts.HasLibraries))
            Assert.Null(await reader.ReadRoutineAsync(new RoutineDefinition { Name = gone, Kind = kind, CreateStatement = "", Context = context }, CancellationToken.None));
        Assert.Null(await reader.ReadTriggerAsync(new TriggerDefinition { Name = gone, CreateStatement = "", Context = context }, CancellationToken.None));
        Assert.Null(await reader.ReadEventAsync(new EventDefinition { Name = gone, CreateStatement = "", Context = context, Status = "" }, CancellationToken.None));
    }

    private async Task<(ServerCatalog Catalog, long Statements)> CountAsync(CatalogDetail detail, params string[] databases)
    {
        await using var session = await Session.OpenAsync(definitions.Sandbox.Server, CancellationToken.None);
        var before = await CountAsync(session);
        var catalog = await CatalogReader.ReadAsync([session], new CatalogSelection { Databases = databases }, detail, SilentObserver.Instance, CancellationToken.None);
        return (catalog, await CountAsync(session) - before - 1);
    }

    private static async Task<long> CountAsync(Session session)
    {
        var rows = await session.QueryAsync("SHOW SESSION STATUS LIKE 'Questions'", CancellationToken.None);
        return rows[0].Int64("Value");
    }

    private async Task<ServerCatalog> ReadAsync(CatalogSelection selection, CatalogDetail detail)
    {
        await using var session = await Session.OpenAsync(definitions.Sandbox.Server, CancellationToken.None);
        return await CatalogReader.ReadAsync([session], selection, detail, SilentObserver.Instance, CancellationToken.None);
    }
}
