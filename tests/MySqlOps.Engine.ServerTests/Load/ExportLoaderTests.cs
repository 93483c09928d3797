using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.ServerTests.Servers;
using MySqlOps.Engine.Tests.Load;

namespace MySqlOps.Engine.ServerTests.Load;

/// <summary>Whole loads, each object of an export among them.</summary>
[Collection(ServerCollection.Name)]
public sealed class ExportLoaderTests(ServerFixture servers) : IAsyncLifetime
{
    private readonly LoadScene _scene = new(servers.Server);

    public Task InitializeAsync() => _scene.PrepareAsync("shop", "store", "other");

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task RowsComeInAsTheBytesThatTheyAre()
    {
        var export = new MemoryExport().Database("shop").Table(
            "t",
            "CREATE TABLE `t` (`id` int NOT NULL, `l` varchar(20) CHARACTER SET latin1 DEFAULT NULL, `u` varchar(20) DEFAULT NULL, `b` varbinary(20) DEFAULT NULL, `j` json DEFAULT NULL, `e` enum('a','b') DEFAULT NULL, `n` enum('','x') DEFAULT NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB",
            "id l u b j:json e:enum n:number",
            "0\tplain\t\u6f22\\\t\U0001F600\t\\0\\Z\\\\\t{\"k\": \"\u00e9\"}\ta\t1\n-1\t\\N\t\\N\t\\N\t\\N\t\t0\n").InvalidEnums(0, 2);

        var import = await _scene.LoadAsync(export);

        Assert.Equal((2, 1, 0), (import.Rows, import.Tables, import.Warnings.Count));
        Assert.Equal("-1|NULL|NULL|NULL|NULL|0|0\n0|plain|E6BCA209F09F9880|001A5C|STRING|1|1", await _scene.AskAsync("id, l, HEX(u), HEX(b), JSON_TYPE(j->'$.k'), e+0, n+0 FROM shop.t ORDER BY id"));
    }

    [Fact]
    public async Task InsertsBringTheSameRowsWhereLocalInfileIsOff()
    {
        var export = new MemoryExport().Database("shop").Table(
            "t",
            "CREATE TABLE `t` (`id` int NOT NULL, `u` varchar(20) DEFAULT NULL, `b` varbinary(20) DEFAULT NULL, `j` json DEFAULT NULL, `e` enum('a','b') DEFAULT NULL, `n` enum('','x') DEFAULT NULL, `bits` bit(9) DEFAULT NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB",
            "id u b j:json e:enum n:number bits",
            "0\tit's\\\t\U0001F600\t\\0\\Z\\\\'\t{\"k\": \"\u00e9'\"}\ta\t1\t\u0001\n-1\t\\N\t\\N\t\\N\t\t0\t\\N\n").InvalidEnums(0, 2);
        await _scene.RunAsync("SET GLOBAL local_infile = OFF");

        var import = await _scene.LoadAsync(export);

        Assert.Equal(2, import.Rows);
        Assert.Equal("-1|NULL|NULL|NULL|0|0|NULL\n0|697427730 9F09F9880|001A5C27|STRING|1|1|1".Replace(" ", "", StringComparison.Ordinal), await _scene.AskAsync("id, HEX(u), HEX(b), JSON_TYPE(j->'$.k'), e+0, n+0, bits+0 FROM shop.t ORDER BY id"));
    }

    [Fact]
    public async Task EveryKindOfObjectIsMade()
    {
        var import = await _scene.LoadAsync(Everything());

        Assert.Empty(import.Warnings);
        Assert.Equal("1|one|3\n2|two|6", await _scene.AskAsync("id, name, n FROM shop.v ORDER BY id"));
        Assert.Equal("0", await _scene.TextAsync("SELECT COUNT(*) FROM shop.log"));
        Assert.Equal("ENABLED", await _scene.TextAsync("SELECT STATUS FROM information_schema.EVENTS WHERE EVENT_SCHEMA = 'shop'"));
        await _scene.RunAsync("INSERT INTO shop.child VALUES (9, 1, 'x')");
        Assert.Equal("1", await _scene.TextAsync("SELECT COUNT(*) FROM shop.log"));
    }

    [Fact]
    public async Task FinishedLoadLeavesItsHistoryAndNoChunks()
    {
        await _scene.LoadAsync(Everything());

        Assert.Equal("Finished|4", await _scene.AskAsync("state, row_count FROM mysqlops.load_run"));
        Assert.Equal("0", await _scene.TextAsync("SELECT (SELECT COUNT(*) FROM mysqlops.load_chunk) + (SELECT COUNT(*) FROM mysqlops.load_object)"));
    }

    [Fact]
    public async Task RowsWithoutParentsAreReported()
    {
        var import = await _scene.LoadAsync(Everything(orphans: "7\t99\tlost\n"));

        var orphans = Assert.Single(import.Orphans);
        Assert.Equal(("shop.child", "fk_parent", "shop.parent", 1), (orphans.Table.ToString(), orphans.Constraint, orphans.Parent.ToString(), orphans.Rows));
    }

    [Fact]
    public async Task WhatIsThereIsRefusedByName()
    {
        await _scene.LoadAsync(Everything());

        var error = await _scene.FailAsync(Everything());

        Assert.Equal(ErrorId.LoadObjectExists, error.Id);
        Assert.Contains("shop.child", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsThereIsReplaced()
    {
        await _scene.LoadAsync(Everything());
        await _scene.RunAsync("UPDATE shop.parent SET name = 'changed'", "DROP EVENT shop.e");

        var import = await _scene.LoadAsync(Everything(), _scene.Options with { IfExists = ExistingObjects.Replace });

        Assert.Empty(import.Warnings);
        Assert.Equal("1|one\n2|two", await _scene.AskAsync("id, name FROM shop.parent ORDER BY id"));
        Assert.Equal("1", await _scene.TextAsync("SELECT COUNT(*) FROM information_schema.EVENTS WHERE EVENT_SCHEMA = 'shop'"));
    }

    [Fact]
    public async Task WhatIsThereIsLeftWhenSkipped()
    {
        await _scene.LoadAsync(Everything());
        await _scene.RunAsync("UPDATE shop.parent SET name = 'changed'", "DROP TABLE shop.child");

        var import = await _scene.LoadAsync(Everything(), _scene.Options with { IfExists = ExistingObjects.Skip });

        Assert.Equal("changed|2", await _scene.AskAsync("MIN(name), COUNT(*) FROM shop.parent"));
        Assert.Equal("2", await _scene.TextAsync("SELECT COUNT(*) FROM shop.child"));
        Assert.Contains(import.Warnings, warning => warning.Contains("shop.parent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RenamedDatabaseGetsItsObjectsAndReportsTextsThatNameTheOldOne()
    {
        var export = Everything().View("old", "CREATE VIEW `old` AS SELECT `id` FROM `shop`.`parent`;\n");
        var options = _scene.Options with { RenamedDatabases = new Dictionary<string, string>(StringComparer.Ordinal) { ["shop"] = "store" } };

        var import = await _scene.LoadAsync(export, options);

        Assert.Equal(["store"], import.Databases);
        Assert.Single(import.Warnings, warning => warning.Contains("store.old", StringComparison.Ordinal));
        Assert.Equal("1|one|3\n2|two|6", await _scene.AskAsync("id, name, n FROM store.v ORDER BY id"));
        Assert.Null(await _scene.TextAsync("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'shop'"));
        Assert.Equal("store.parent", await _scene.TextAsync("SELECT CONCAT(UNIQUE_CONSTRAINT_SCHEMA, '.', REFERENCED_TABLE_NAME) FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = 'store'"));
    }

    [Fact]
    public async Task RowsAloneGoIntoTablesThatAreThere()
    {
        await _scene.RunAsync("CREATE DATABASE shop", "CREATE TABLE shop.t (id INT PRIMARY KEY)");
        var export = new MemoryExport().Database("shop").Table("t", "", "id", "1\n2\n");

        var import = await _scene.LoadAsync(export);

        Assert.Equal((2, "2"), (import.Rows, await _scene.TextAsync("SELECT COUNT(*) FROM shop.t")));
    }

    [Fact]
    public async Task TableWithTriggersIsNotFilled()
    {
        await _scene.RunAsync("CREATE DATABASE shop", "CREATE TABLE shop.t (id INT PRIMARY KEY)", "CREATE TRIGGER shop.tr BEFORE INSERT ON shop.t FOR EACH ROW SET NEW.id = 1");
        var export = new MemoryExport().Database("shop").Table("t", "", "id", "1\n2\n");

        Assert.Equal(ErrorId.LoadTriggersExist, (await _scene.FailAsync(export)).Id);
    }

    [Fact]
    public async Task PlanWritesNothing()
    {
        var loader = new ExportLoader(servers.Server, Everything(), _scene.Options, _scene.Observer, TimeProvider.System);

        var plan = await loader.PlanAsync(CancellationToken.None);

        Assert.Contains("Create table shop.parent", plan.Steps.Select(step => step.ToString()));
        Assert.Null(await _scene.TextAsync("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME IN ('shop', 'mysqlops')"));
    }

    [Fact]
    public async Task PlanThatNoLongerHoldsIsNotRun()
    {
        var loader = new ExportLoader(servers.Server, Everything(), _scene.Options with { IfExists = ExistingObjects.Skip }, _scene.Observer, TimeProvider.System);
        var plan = await loader.PlanAsync(CancellationToken.None);
        await _scene.RunAsync("CREATE DATABASE shop", "CREATE TABLE shop.parent (id INT)");

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => loader.LoadAsync(plan, CancellationToken.None));

        Assert.Equal(ErrorId.LoadBusy, error.Id);
    }

    [Fact]
    public async Task ViewsThatReadViewsOfLaterDatabasesAreMade()
    {
        var export = new MemoryExport()
            .Database("other").View("a", "CREATE VIEW `a` AS SELECT `id` FROM `shop`.`v`;\n")
            .Database("shop").Table("t", "CREATE TABLE `t` (`id` int)", "id", "1\n").View("v", "CREATE VIEW `v` AS SELECT `id` FROM `t`;\n");

        var import = await _scene.LoadAsync(export);

        Assert.Empty(import.Warnings);
        Assert.Equal("1", await _scene.TextAsync("SELECT id FROM other.a"));
    }

    [Fact]
    public async Task BrokenViewIsNamedAndTheRestIsLoaded()
    {
        var import = await _scene.LoadAsync(Everything().View("broken", "CREATE VIEW `broken` AS SELECT `id` FROM `nowhere`;\n"));

        Assert.Contains("shop.broken", Assert.Single(import.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LargeTableGetsItsIndexesAfterItsRows()
    {
        var rows = string.Concat(Enumerable.Range(0, 20000).Select(i => $"{i}\t{new string((char)('a' + (i % 26)), 60)}{i}\tsome words {i}\tmore words {i}\n"));
        const string Definition = "CREATE TABLE `t` (`id` int NOT NULL AUTO_INCREMENT, `s` varchar(100), `f` text, `g` text, PRIMARY KEY (`id`), UNIQUE KEY `u` (`s`), KEY `k` (`s`(5) DESC), FULLTEXT KEY `ff` (`f`), FULLTEXT KEY `fg` (`g`)) ENGINE=InnoDB AUTO_INCREMENT=50000";
        var export = new MemoryExport().Database("shop").Table("t", Definition, "id s f g", rows);
        var loader = new ExportLoader(servers.Server, export, _scene.Options, _scene.Observer, TimeProvider.System);
        var plan = await loader.PlanAsync(CancellationToken.None);
        Assert.Contains("Create table shop.t: 4 of its indexes are made after the rows", plan.Steps.Select(step => step.ToString()));

        var import = await loader.LoadAsync(plan, CancellationToken.None);

        Assert.Equal(20000, import.Rows);
        Assert.Equal("PRIMARY,u,k,ff,fg", await _scene.TextAsync("SELECT GROUP_CONCAT(i ORDER BY p) FROM (SELECT INDEX_NAME AS i, MIN(FIELD(INDEX_NAME, 'PRIMARY', 'u', 'k', 'ff', 'fg')) AS p FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = 'shop' GROUP BY INDEX_NAME) AS x"));
        await _scene.RunAsync("INSERT INTO shop.t (s) VALUES ('next')");
        Assert.Equal("50000", await _scene.TextAsync("SELECT MAX(id) FROM shop.t"));
    }

    private static MemoryExport Everything(string orphans = "") => new MemoryExport()
        .Database("shop")
        .Table(
            "child",
            "CREATE TABLE `child` (`id` int NOT NULL, `parent` int DEFAULT NULL, `name` varchar(9), PRIMARY KEY (`id`), KEY `p` (`parent`), CONSTRAINT `fk_parent` FOREIGN KEY (`parent`) REFERENCES `parent` (`id`)) ENGINE=InnoDB",
            "id parent name",
            "1\t1\ta\n2\t\\N\tb\n" + orphans)
        .Trigger("tr", "DELIMITER ;;\nCREATE DEFINER=`root`@`localhost` TRIGGER `tr` AFTER INSERT ON `child` FOR EACH ROW BEGIN\n  INSERT INTO `log` VALUES (NEW.id);\nEND;;\nDELIMITER ;\n")
        .Table("log", "CREATE TABLE `log` (`id` int)", "id")
        .Table("parent", "CREATE TABLE `parent` (`id` int NOT NULL, `name` varchar(20), PRIMARY KEY (`id`)) ENGINE=InnoDB", "id name", "1\tone\n2\ttwo\n")
        .View("v", "CREATE DEFINER=`root`@`localhost` VIEW `v` AS SELECT `id`, `name`, `f`(`id`) AS `n` FROM `parent`;\n")
        .Routine("FUNCTION", "f", "SET sql_mode = 'ANSI_QUOTES';\nDELIMITER ;;\nCREATE DEFINER=`root`@`localhost` FUNCTION `f`(\"a\" int) RETURNS int DETERMINISTIC\nBEGIN\n  RETURN \"a\" * 3;\nEND;;\nDELIMITER ;\n")
        .Event("e", "CREATE DEFINER=`root`@`localhost` EVENT `e` ON SCHEDULE EVERY 1 DAY STARTS '2040-01-01 00:00:00' ON COMPLETION NOT PRESERVE ENABLE DO DELETE FROM `log`;\n");
}
