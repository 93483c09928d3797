using System.Globalization;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Definitions;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Scenarios;
using CompareOptions = MySqlOps.Engine.Compare.CompareOptions;

namespace MySqlOps.Engine.ServerTests.Compare.Definitions;

/// <summary>Definitions of real servers and folders compared.</summary>
public sealed class DefinitionComparerTests(RoundTripFixture servers) : IClassFixture<RoundTripFixture>
{
    private static readonly string[] Shop =
    [
        "CREATE DATABASE shop CHARACTER SET utf8mb4",
        "CREATE TABLE shop.product (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(40) NOT NULL, price decimal(8,2) NOT NULL DEFAULT 0, note text, UNIQUE KEY by_name (name))",
        "CREATE TABLE shop.sale (id int PRIMARY KEY, product int NOT NULL, sold datetime, KEY by_product (product), CONSTRAINT sale_product FOREIGN KEY (product) REFERENCES shop.product (id))",
        "CREATE VIEW shop.dear AS SELECT id, name FROM shop.product WHERE price > 100",
        "CREATE FUNCTION shop.twice(x int) RETURNS int DETERMINISTIC RETURN x * 2",
        "CREATE TRIGGER shop.first BEFORE INSERT ON shop.sale FOR EACH ROW SET NEW.sold = NOW()",
        "CREATE TRIGGER shop.second BEFORE INSERT ON shop.sale FOR EACH ROW SET @x = 1",
        "CREATE EVENT shop.tidy ON SCHEDULE EVERY 1 DAY STARTS '2037-01-01 00:00:00' ENABLE DO SET @tidy = 1",
    ];

    private MySqlServer Source => servers.Source.Server;

    private MySqlServer Target => servers.Target.Server;

    [Fact]
    public async Task EqualSchemasHaveNoDifference()
    {
        await MakeAsync();
        Assert.Equal("", DefinitionScene.Describe(await DefinitionScene.CompareAsync(Source, Target)));
    }

    [Fact]
    public async Task KnownEditsAreFoundAndUndone()
    {
        await MakeAsync();
        await DefinitionScene.RunAsync(
            Target,
            "ALTER TABLE shop.product MODIFY price decimal(10,3) NOT NULL DEFAULT 0, DROP COLUMN note, ADD COLUMN extra int FIRST, COMMENT = 'edited'",
            "ALTER TABLE shop.product DROP KEY by_name, ADD KEY by_name (name(10) DESC)",
            "ALTER TABLE shop.sale DROP FOREIGN KEY sale_product",
            "CREATE OR REPLACE VIEW shop.dear AS SELECT id FROM shop.product",
            "DROP FUNCTION shop.twice",
            "DROP TRIGGER shop.first",
            "CREATE TRIGGER shop.first BEFORE INSERT ON shop.sale FOR EACH ROW FOLLOWS second SET NEW.sold = NOW()",
            "ALTER EVENT shop.tidy DISABLE",
            "CREATE TABLE shop.more (id int)",
            "ALTER DATABASE shop COLLATE utf8mb4_bin");
        var found = await DefinitionScene.CompareAsync(Source, Target);
        string[] expected =
        [
            "Database shop collation", "Table more ", "Table product column price", "Table product column note", "Table product column extra", "Table product index by_name", "Table product option COMMENT",
            "Table sale foreign key sale_product", "View dear definition", "Function twice ", "Event tidy definition", "Trigger ",
        ];
        Assert.Equal(expected, found.Select(one => one.ObjectType == ComparedObject.Trigger ? "Trigger " : $"{one.ObjectType} {one.Name} {one.Property}"));
        await DefinitionScene.ApplyAsync(Target, found);
        Assert.Equal("", DefinitionScene.Describe(await DefinitionScene.CompareAsync(Source, Target)));
        await DefinitionScene.ApplyAsync(Target, found, isForward: false);
        Assert.Equal(DefinitionScene.Describe(found), DefinitionScene.Describe(await DefinitionScene.CompareAsync(Source, Target)));
    }

    [Fact]
    public async Task WhatInformationSchemaDoesNotShowIsSeenWhenEveryDefinitionIsRead()
    {
        await MakeAsync();
        foreach (var server in new[] { Source, Target })
            await DefinitionScene.RunAsync(server, "CREATE TABLE shop.quiet (id int PRIMARY KEY, a int)");
        await DefinitionScene.RunAsync(Target, "ALTER TABLE shop.quiet ALTER COLUMN a DROP DEFAULT", "ALTER TABLE shop.sale AUTOEXTEND_SIZE = 4M");
        var options = new CompareOptions { ReadEveryDefinition = true };

        var found = await DefinitionScene.CompareAsync(Source, Target, options);

        Assert.Equal(["quiet column a", "sale option AUTOEXTEND_SIZE"], found.Select(one => $"{one.Name} {one.Property}"));
        await DefinitionScene.ApplyAsync(Target, found);
        Assert.Equal("", DefinitionScene.Describe(await DefinitionScene.CompareAsync(Source, Target, options)));
        await DefinitionScene.ApplyAsync(Target, found, isForward: false);
        Assert.Equal(DefinitionScene.Describe(found), DefinitionScene.Describe(await DefinitionScene.CompareAsync(Source, Target, options)));
    }

    [Fact]
    public async Task AViewWhoseTableIsGoneIsComparedLikeAnyOther()
    {
        await MakeAsync();
        foreach (var server in new[] { Source, Target })
            await DefinitionScene.RunAsync(server, "CREATE TABLE shop.gone (id int, a int)", "CREATE VIEW shop.broken AS SELECT id FROM shop.gone");
        await DefinitionScene.RunAsync(Target, "CREATE OR REPLACE VIEW shop.dear AS SELECT id FROM shop.gone");
        foreach (var server in new[] { Source, Target })
            await DefinitionScene.RunAsync(server, "DROP TABLE shop.gone");

        var found = await DefinitionScene.CompareAsync(Source, Target);

        Assert.Equal(["View dear definition"], found.Select(one => $"{one.ObjectType} {one.Name} {one.Property}"));
        await DefinitionScene.ApplyAsync(Target, found);
        Assert.Equal("", DefinitionScene.Describe(await DefinitionScene.CompareAsync(Source, Target)));
    }

    [Fact]
    public async Task NamesThatDifferByCaseAreTwoTablesWhereTheServersSayThatTheyAre()
    {
        await MakeAsync();
        await DefinitionScene.RunAsync(Source, "CREATE TABLE shop.Mixed (id int)");
        await DefinitionScene.RunAsync(Target, "CREATE TABLE shop.mixed (id int)");

        var found = await DefinitionScene.CompareAsync(Source, Target);

        Assert.Equal(["MissingOnTarget Mixed", "MissingOnSource mixed"], found.Select(one => $"{one.Kind} {one.Name}"));
        await DefinitionScene.ApplyAsync(Target, found);
        Assert.Equal("", DefinitionScene.Describe(await DefinitionScene.CompareAsync(Source, Target)));
    }

    [Fact]
    public async Task StatementsDoNotGrowWithTables()
    {
        var counts = new List<long>();
        foreach (var tables in new[] { 30, 300 })
        {
            await servers.ResetAsync();
            foreach (var server in new[] { Source, Target })
                await DefinitionScene.RunAsync(server, ["CREATE DATABASE many", .. Enumerable.Range(0, tables).Select(i => string.Create(CultureInfo.InvariantCulture, $"CREATE TABLE many.t{i} (id int PRIMARY KEY, a varchar(10), KEY (a))"))]);
            var before = await CountAsync();
            Assert.Empty(await DefinitionScene.CompareAsync(Source, Target));
            counts.Add(await CountAsync() - before);
        }

        // The servers' own sessions ask now and then.
        Assert.InRange(counts[1], 1, counts[0] + 10);
    }

    [Fact]
    public async Task AnotherNameOfTheDatabaseIsNoDifference()
    {
        await MakeAsync();
        await DefinitionScene.RunAsync(Source, [.. Shop.Select(statement => statement.Replace("shop", "store", StringComparison.Ordinal))]);
        var options = new CompareOptions
        {
            Selection = new CatalogSelection { Databases = ["shop"] },
            TargetDatabases = new Dictionary<string, string>(StringComparer.Ordinal) { ["shop"] = "store" },
        };
        Assert.Equal("", DefinitionScene.Describe(await DefinitionScene.CompareAsync(Source, Source, options)));
        await DefinitionScene.RunAsync(Source, "ALTER TABLE store.sale DROP FOREIGN KEY sale_product", "DROP VIEW store.dear", "DROP TRIGGER store.second");
        var found = await DefinitionScene.CompareAsync(Source, Source, options);
        Assert.Equal(3, found.Count);
        Assert.All(found, difference => Assert.Equal("shop", difference.Database));
        await DefinitionScene.ApplyAsync(Source, found);
        Assert.Equal("", DefinitionScene.Describe(await DefinitionScene.CompareAsync(Source, Source, options)));
    }

    [Fact]
    public async Task AnExportIsComparedWithItsServer()
    {
        await MakeAsync();
        var path = servers.NewPath("");
        await Exporter.ExportAsync(Source, new ExportOptions { Path = path, Content = ExportContent.Schema }, SilentObserver.Instance, CancellationToken.None);
        var options = new CompareOptions();
        Assert.Equal("", DefinitionScene.Describe(await DefinitionScene.CompareAsync(ComparedSide.Of(path), ComparedSide.Of(Target), options, new ComparisonTally())));
        await DefinitionScene.RunAsync(Target, "ALTER TABLE shop.product DROP COLUMN note", "DROP EVENT shop.tidy");
        var found = await DefinitionScene.CompareAsync(ComparedSide.Of(path), ComparedSide.Of(Target), options, new ComparisonTally());
        Assert.Equal(2, found.Count);
        await DefinitionScene.ApplyAsync(Target, found);
        Assert.Equal("", DefinitionScene.Describe(await DefinitionScene.CompareAsync(Source, Target)));
        await AssertNoScratchAsync();
    }

    [Fact]
    public async Task AFolderOfScriptsIsComparedInWhateverOrderItsFilesAre()
    {
        await MakeAsync();
        var path = servers.NewPath("");
        Directory.CreateDirectory(Path.Combine(path, "shop"));

        // Each before what it needs; but the order of triggers is that in which they are made.
        foreach (var (i, statement) in Shop[1..^3].Reverse().Concat(Shop[^3..]).Index())
            await File.WriteAllTextAsync(Path.Combine(path, "shop", string.Create(CultureInfo.InvariantCulture, $"{i}.sql")), $"-- a file\nDELIMITER ;;\n{statement};;\nDELIMITER ;\nINSERT INTO nowhere VALUES (1);\n");
        Assert.Equal("", DefinitionScene.Describe(await DefinitionScene.CompareAsync(ComparedSide.Of(path), ComparedSide.Of(Target), new CompareOptions(), new ComparisonTally())));
        Assert.Equal("", DefinitionScene.Describe(await DefinitionScene.CompareAsync(ComparedSide.Of(Target), ComparedSide.Of(path), new CompareOptions(), new ComparisonTally())));
        await AssertNoScratchAsync();
    }

    [Fact]
    public async Task ABrokenScriptLeavesNoScratchDatabase()
    {
        await MakeAsync();
        var path = servers.NewPath("");
        Directory.CreateDirectory(path);
        await File.WriteAllTextAsync(Path.Combine(path, "broken.sql"), "CREATE TABLE good (id int); CREATE TABLE bad (id nonsense);");
        var e = await Assert.ThrowsAsync<MySqlOpsException>(() => DefinitionScene.CompareAsync(ComparedSide.Of(path), ComparedSide.Of(Target), new CompareOptions(), new ComparisonTally()));
        Assert.Contains("broken.sql", e.Message, StringComparison.Ordinal);
        await AssertNoScratchAsync();
    }

    [Fact]
    public async Task AnAccountThatMayMakeNoScratchDatabaseIsTold()
    {
        await MakeAsync();
        await DefinitionScene.RunAsync(Target, "DROP USER IF EXISTS reader", "CREATE USER reader IDENTIFIED BY 'secret'", "GRANT SELECT ON shop.* TO reader");
        var path = servers.NewPath("");
        Directory.CreateDirectory(path);
        await File.WriteAllTextAsync(Path.Combine(path, "t.sql"), "CREATE TABLE t (id int)");
        var reader = (Target with { User = "reader" }).WithPassword("secret");
        var e = await Assert.ThrowsAsync<MySqlOpsException>(() => DefinitionScene.CompareAsync(ComparedSide.Of(path), ComparedSide.Of(reader), new CompareOptions(), new ComparisonTally()));
        Assert.Equal(ErrorId.PrivilegeMissing, e.Id);
        Assert.Contains("GRANT ALL", e.Message, StringComparison.Ordinal);
        await DefinitionScene.RunAsync(Target, "DROP USER reader");
    }

    [Fact]
    public async Task TheServerSaysWhatAChangeCosts()
    {
        await MakeAsync();
        await DefinitionScene.RunAsync(Target, "ALTER TABLE shop.product DROP COLUMN note, DROP KEY by_name, MODIFY price float NOT NULL DEFAULT 0");
        var found = await DefinitionScene.CompareAsync(Source, Target, new CompareOptions { ProbeCost = true });
        var costs = found.ToDictionary(difference => difference.Property!, difference => difference.Cost);
        Assert.Equal(ChangeCost.Instant, costs["column note"]);
        Assert.Equal(ChangeCost.Inplace, costs["index by_name"]);
        Assert.Equal(ChangeCost.Copy, costs["column price"]);
        await AssertNoScratchAsync();
    }

    [Fact]
    public async Task TheProofSaysWhatTheServerRefuses()
    {
        await MakeAsync();
        await DefinitionScene.RunAsync(Target, "ALTER TABLE shop.sale MODIFY sold date");
        var found = await DefinitionScene.CompareAsync(Source, Target);
        Assert.Empty(await DefinitionProof.ProveAsync(Target, found, SilentObserver.Instance, CancellationToken.None));
        var change = Assert.IsType<MySqlOps.Engine.Compare.Sync.DefinitionChange>(Assert.Single(found).Forward);
        var useless = change with { Parts = [change.Parts[0] with { Statement = "ALTER TABLE `shop`.`sale` COMMENT = 'x'", AlterClause = "COMMENT = 'x'" }] };
        var failure = Assert.Single(await DefinitionProof.ProveAsync(Target, [found[0] with { Forward = useless }], SilentObserver.Instance, CancellationToken.None));
        Assert.Contains("column sold", failure.Reason, StringComparison.Ordinal);
        var refused = change with { Parts = [change.Parts[0] with { Statement = "ALTER TABLE `shop`.`sale` DROP COLUMN nothing", AlterClause = "DROP COLUMN nothing" }] };
        Assert.Single(await DefinitionProof.ProveAsync(Target, [found[0] with { Forward = refused }], SilentObserver.Instance, CancellationToken.None));
        await AssertNoScratchAsync();
    }

    [Fact]
    public async Task AParentsColumnChangesWithTheForeignKeysThatPointToIt()
    {
        await MakeAsync();
        await DefinitionScene.RunAsync(
            Target,
            "ALTER TABLE shop.sale DROP FOREIGN KEY sale_product",
            "ALTER TABLE shop.product MODIFY id int unsigned NOT NULL AUTO_INCREMENT",
            "ALTER TABLE shop.sale MODIFY product int unsigned NOT NULL",
            "ALTER TABLE shop.sale ADD CONSTRAINT sale_product FOREIGN KEY (product) REFERENCES shop.product (id)");
        var found = await DefinitionScene.CompareAsync(Source, Target);
        Assert.Equal(["column id", "column product"], found.Select(difference => difference.Property));
        await DefinitionScene.ApplyAsync(Target, found);
        Assert.Equal("", DefinitionScene.Describe(await DefinitionScene.CompareAsync(Source, Target)));
    }

    [Fact]
    public async Task AHintedRenameKeepsTheTable()
    {
        await MakeAsync();
        await DefinitionScene.RunAsync(Target, "RENAME TABLE shop.product TO shop.article", "ALTER TABLE shop.sale RENAME COLUMN sold TO moment", "DROP TRIGGER shop.first", "DROP VIEW shop.dear");
        var hints = new Dictionary<string, string>(StringComparer.Ordinal) { ["shop.product"] = "article", ["shop.sale.sold"] = "moment" };
        var found = await DefinitionScene.CompareAsync(Source, Target, new CompareOptions { RenameHints = hints });
        Assert.Contains(found, difference => difference.Sql.StartsWith("RENAME TABLE", StringComparison.Ordinal));
        Assert.DoesNotContain(found, difference => difference.IsDestructive);
        await DefinitionScene.ApplyAsync(Target, found);
        Assert.Equal("", DefinitionScene.Describe(await DefinitionScene.CompareAsync(Source, Target)));
    }

    [Fact]
    public async Task AccountsBecomeEqual()
    {
        await MakeAsync();
        string[] clear = ["DROP USER IF EXISTS clerk, visitor", "DROP ROLE IF EXISTS seller"];
        await DefinitionScene.RunAsync(Source, [.. clear, "CREATE ROLE seller", "CREATE USER clerk IDENTIFIED BY 'one' COMMENT 'x'", "GRANT SELECT, INSERT ON shop.* TO seller", "GRANT seller TO clerk WITH ADMIN OPTION", "SET DEFAULT ROLE seller TO clerk", "GRANT UPDATE (name) ON shop.product TO clerk WITH GRANT OPTION"]);
        await DefinitionScene.RunAsync(Target, [.. clear, "CREATE USER clerk IDENTIFIED BY 'two' ACCOUNT LOCK", "CREATE USER visitor", "GRANT DELETE ON shop.* TO clerk"]);
        var options = new CompareOptions { Accounts = true };
        var found = (await DefinitionScene.CompareAsync(Source, Target, options)).Where(difference => difference.Name.Contains("clerk", StringComparison.Ordinal) || difference.Name.Contains("visitor", StringComparison.Ordinal) || difference.Name.Contains("seller", StringComparison.Ordinal)).ToArray();
        await DefinitionScene.ApplyAsync(Target, found);
        Assert.DoesNotContain(await DefinitionScene.CompareAsync(Source, Target, options), difference => found.Any(before => before.Name == difference.Name));
        foreach (var server in new[] { Source, Target })
            await DefinitionScene.RunAsync(server, clear);
    }

    private async Task MakeAsync()
    {
        await servers.ResetAsync();
        await DefinitionScene.RunAsync(Source, Shop);
        await DefinitionScene.RunAsync(Target, Shop);
    }

    private async Task<long> CountAsync()
    {
        var sum = 0L;
        foreach (var server in new[] { Source, Target })
        {
            await using var session = await Session.OpenAsync(server, CancellationToken.None);
            sum += (await session.QueryAsync("SELECT VARIABLE_VALUE AS questions FROM performance_schema.global_status WHERE VARIABLE_NAME = 'Questions'", CancellationToken.None))[0].Int64("questions");
        }

        return sum;
    }

    private async Task AssertNoScratchAsync()
    {
        await using var session = await Session.OpenAsync(Target, CancellationToken.None);
        Assert.Equal("0", await session.TextAsync("SELECT COUNT(*) AS count FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 'mysqlops%scratch%'", CancellationToken.None));
    }
}
