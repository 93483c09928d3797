using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Dump.Definitions;

/// <summary>Every kind of object, made anew on a second server from its script.</summary>
[Collection(ServerCollection.Name)]
public sealed class DefinitionScriptTests(ReplayedFixture servers) : IClassFixture<ReplayedFixture>
{
    public static TheoryData<string> Lists { get; } = new(
        "SELECT * FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema') ORDER BY 2",
        "SELECT ROUTINE_SCHEMA, ROUTINE_NAME, ROUTINE_TYPE, DTD_IDENTIFIER, CHARACTER_SET_NAME, COLLATION_NAME, HEX(ROUTINE_DEFINITION), EXTERNAL_LANGUAGE, IS_DETERMINISTIC, SQL_DATA_ACCESS, SECURITY_TYPE, SQL_MODE, ROUTINE_COMMENT, DEFINER, CHARACTER_SET_CLIENT, COLLATION_CONNECTION, DATABASE_COLLATION FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA <> 'sys' ORDER BY 1, 2, 3",
        "SELECT SPECIFIC_SCHEMA, SPECIFIC_NAME, ORDINAL_POSITION, PARAMETER_NAME, DTD_IDENTIFIER, CHARACTER_SET_NAME, COLLATION_NAME FROM information_schema.PARAMETERS WHERE SPECIFIC_SCHEMA <> 'sys' ORDER BY 1, 2, 3",
        "SELECT TRIGGER_SCHEMA, TRIGGER_NAME, EVENT_MANIPULATION, EVENT_OBJECT_TABLE, ACTION_ORDER, HEX(ACTION_STATEMENT), ACTION_TIMING, SQL_MODE, DEFINER, CHARACTER_SET_CLIENT, COLLATION_CONNECTION, DATABASE_COLLATION FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA <> 'sys' ORDER BY 1, 2",
        "SELECT EVENT_SCHEMA, EVENT_NAME, DEFINER, TIME_ZONE, HEX(EVENT_DEFINITION), EVENT_TYPE, EXECUTE_AT, INTERVAL_VALUE, INTERVAL_FIELD, SQL_MODE, STARTS, ENDS, STATUS, ON_COMPLETION, HEX(EVENT_COMMENT), CHARACTER_SET_CLIENT, COLLATION_CONNECTION, DATABASE_COLLATION FROM information_schema.EVENTS ORDER BY 1, 2",
        "SELECT TABLE_SCHEMA, TABLE_NAME, HEX(VIEW_DEFINITION), CHECK_OPTION, IS_UPDATABLE, DEFINER, SECURITY_TYPE, CHARACTER_SET_CLIENT, COLLATION_CONNECTION FROM information_schema.VIEWS WHERE TABLE_SCHEMA <> 'sys' AND TABLE_NAME <> 'broken' ORDER BY 1, 2",
        "SELECT SCHEMA_NAME, TABLE_NAME, COLUMN_NAME, HISTOGRAM ->> '$.\"number-of-buckets-specified\"', HISTOGRAM ->> '$.\"auto-update\"' FROM information_schema.COLUMN_STATISTICS ORDER BY 1, 2, 3");

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task WhatTheServerListsIsTheSame(string list)
    {
        var expected = await ClientProgram.QueryAsync(servers.Source.Sandbox, list);

        Assert.NotEmpty(expected);
        Assert.Equal(expected, await ClientProgram.QueryAsync(servers.Target, list));
    }

    [Fact]
    public async Task TheCatalogueReadAgainIsTheSame()
    {
        var again = await CatalogReader.ReadAsync(servers.Target.Server, new CatalogSelection(), CatalogDetail.Definitions, SilentObserver.Instance, CancellationToken.None);

        Assert.Equal(servers.Source.Catalog.Databases.Select(database => database.Name), again.Databases.Select(database => database.Name));
        foreach (var (expected, actual) in servers.Source.Catalog.Databases.Zip(again.Databases))
        {
            Assert.Equal(expected.CreateStatement, actual.CreateStatement);
            Assert.Equivalent(expected.Tables.Select(WithoutStatistics), actual.Tables.Select(WithoutStatistics), strict: true);
            Assert.Equivalent(expected.Views.Where(view => view.Name.Name != "broken"), actual.Views, strict: true);
            Assert.Equivalent(expected.Routines, actual.Routines, strict: true);
            Assert.Equivalent(expected.Events, actual.Events, strict: true);
        }
    }

    [Fact]
    public async Task ASessionIsLeftAsItWas()
    {
        const string Settings = "CONCAT_WS(' ', @@character_set_client, @@character_set_connection, @@collation_connection, @@sql_mode, @@time_zone, @@foreign_key_checks, @@character_set_results)";
        await ClientProgram.QueryAsync(servers.Target, "DROP DATABASE IF EXISTS `na``sty \"1\".x`; DROP DATABASE IF EXISTS nasty_two; DROP DATABASE shop;");
        var script = $"SET NAMES cp850 COLLATE cp850_bin; SET time_zone = '-03:00', sql_mode = 'ANSI_QUOTES', foreign_key_checks = 1;\nSET @was = {Settings};\n"
            + ScriptReplay.Render(servers.Source.Catalog)
            + $"SET character_set_client = utf8mb4;\nUSE shop;\nCREATE TABLE verdict (was text, became text);\nSET character_set_client = cp850;\nINSERT INTO verdict VALUES (@was, {Settings});\n";
        await ScriptReplay.RunAsync(servers.Target, script);
        var verdict = await ClientProgram.QueryAsync(servers.Target, "SELECT was, became FROM shop.verdict; DROP TABLE shop.verdict;");

        var (was, became) = (verdict.Split('\t')[0], verdict.Split('\t')[1]);
        Assert.Contains("cp850_bin ANSI_QUOTES -03:00 1", was, StringComparison.Ordinal);
        Assert.Equal(was, became);
    }

    private static TableDefinition WithoutStatistics(TableDefinition table) => table with { EstimatedRows = 0, AverageRowBytes = 0, DataBytes = 0 };
}
