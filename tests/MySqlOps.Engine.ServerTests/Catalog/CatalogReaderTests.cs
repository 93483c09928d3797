using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Catalog;

[Collection(ServerCollection.Name)]
public sealed class CatalogReaderTests(DefinitionsFixture definitions) : IClassFixture<DefinitionsFixture>
{
    private const string Nasty = DefinitionsFixture.Nasty;

    [Fact]
    public void EveryDatabaseButTheServersOwnIsRead()
    {
        Assert.Equal([Nasty, "nasty_empty", "nasty_two", "shop"], definitions.Catalog.Databases.Select(database => database.Name));
        Assert.True(definitions.Catalog.IsWholeServer);
    }

    [Theory]
    [InlineData("SELECT TABLE_SCHEMA AS s, TABLE_NAME AS n FROM information_schema.TABLES WHERE TABLE_TYPE = 'BASE TABLE'", ObjectKind.Table)]
    [InlineData("SELECT TABLE_SCHEMA AS s, TABLE_NAME AS n FROM information_schema.TABLES WHERE TABLE_TYPE = 'VIEW'", ObjectKind.View)]
    [InlineData("SELECT ROUTINE_SCHEMA AS s, ROUTINE_NAME AS n FROM information_schema.ROUTINES", ObjectKind.Routine)]
    [InlineData("SELECT TRIGGER_SCHEMA AS s, TRIGGER_NAME AS n FROM information_schema.TRIGGERS", ObjectKind.Trigger)]
    [InlineData("SELECT EVENT_SCHEMA AS s, EVENT_NAME AS n FROM information_schema.EVENTS", ObjectKind.Event)]
    public async Task EveryObjectOfTheServersOwnListsIsRead(string list, ObjectKind kind)
    {
        var listed = await ClientProgram.QueryAsync(
            definitions.Sandbox, $"SELECT CONCAT(s, '.', n) AS name FROM ({list}) AS o WHERE s NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema') ORDER BY HEX(name)");
        var read = definitions.Catalog.Databases.SelectMany(database => kind switch
        {
            ObjectKind.Table => database.Tables.Select(table => table.Name),
            ObjectKind.View => database.Views.Select(view => view.Name),
            ObjectKind.Routine => database.Routines.Where(routine => routine.Kind != RoutineKind.Library).Select(routine => routine.Name),
            ObjectKind.Trigger => database.Tables.SelectMany(table => table.Triggers).Select(trigger => trigger.Name),
            _ => database.Events.Select(one => one.Name),
        });

        Assert.NotEmpty(listed);
        Assert.Equal(listed.Split('\n'), read.Select(name => name.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryObjectHasItsStatement() => Assert.All(
        definitions.Catalog.Databases.SelectMany(database => new[] { database.CreateStatement }
            .Concat(database.Tables.SelectMany(table => table.Triggers.Select(trigger => trigger.CreateStatement).Append(table.CreateStatement)))
            .Concat(database.Views.Select(view => view.CreateStatement))
            .Concat(database.Routines.Select(routine => routine.CreateStatement))
            .Concat(database.Events.Select(one => one.CreateStatement))),
        statement => Assert.StartsWith("CREATE ", statement, StringComparison.Ordinal));

    [Fact]
    public void TableTextsComeOutOfTheParserAsTheyWentIn() => Assert.All(
        definitions.Catalog.Databases.SelectMany(database => database.Tables),
        table =>
        {
            var parsed = CreateTableText.Parse(table.CreateStatement);
            Assert.Equal(table.CreateStatement, parsed.ToString());
            Assert.Equal(table.Name.Name, parsed.TableName);
            Assert.Equal(table.Columns.Select(column => (column.Name, column.IsGenerated, column.IsAutoIncrement)), parsed.Columns.Select(column => (column.Name, column.IsGenerated, column.IsAutoIncrement)));
            Assert.Equal(
                table.Indexes.Select(index => $"{index.Name} {string.Join(',', index.Parts.Select(part => part.Column ?? "?"))}").Order(StringComparer.Ordinal),
                parsed.Indexes.Select(index => $"{index.Name} {string.Join(',', index.Columns.Select(column => column ?? "?"))}").Order(StringComparer.Ordinal));
            Assert.Equal(table.Engine, parsed.Engine, ignoreCase: true);
        });

    [Fact]
    public void ColumnsAreReadWithTheirKinds()
    {
        var columns = Table("child").Columns;
        Assert.Equal(["b", "c"], columns.Where(column => column.IsGenerated).Select(column => column.Name));
        Assert.Equal(["my_row_id"], Table("gipk").Columns.Where(column => column.IsInvisible && column.IsAutoIncrement).Select(column => column.Name));
        Assert.Equal("latin1_german2_ci", Table("pa.rent /%").Columns[1].Collation);
        Assert.Equal(("geometry", false), (columns[7].DataType, columns[7].IsNullable));
    }

    [Fact]
    public void TheGeneratedPrimaryKeyIsShown() => Assert.Contains("`my_row_id`", Table("gipk").CreateStatement, StringComparison.Ordinal);

    [Fact]
    public void IndexPartsThatAreExpressionsHaveNoColumn()
    {
        var index = Table("child").Indexes.Single(one => one.Name == "expr");
        Assert.Null(Assert.Single(index.Parts).Column);
        Assert.True(Table("child").Indexes[0].IsPrimary);
        Assert.Equal([true, false], Table("child").Indexes.Single(one => one.Name == "desc_one").Parts.Select(part => part.IsDescending));
        Assert.Equal(3, Table("pa.rent /%").Indexes.Single(one => one.Name == "u`n").Parts[0].PrefixLength);
        Assert.False(Assert.Single(Table("t").Indexes).IsVisible);
    }

    [Fact]
    public void SubpartitionsStandForTheirPartitions()
    {
        Assert.Equal(["s 0", "s,1", "s2", "s3"], Table("subs").Partitions);
        Assert.Equal(["p-a", "pb"], Table("parts").Partitions);
        Assert.Empty(Table("child").Partitions);
    }

    [Fact]
    public void HistogramsAreReadWithTheirBuckets() => Assert.Equal(
        [new HistogramDefinition("c", 7, false), new HistogramDefinition("d", 9, true), new HistogramDefinition("self", 7, false)], Table("child").Histograms);

    [Fact]
    public void StatisticsAreThereAtOnce() => Assert.Equal(2, Table("child").EstimatedRows);

    [Fact]
    public void TriggersComeInTheOrderInWhichTheyFire() => Assert.Equal(
        ["latin_trigger", "t1", "t2", "t`0 \"x\""], Table("t").Triggers.Select(trigger => trigger.Name.Name).TakeLast(4));

    [Fact]
    public void ViewsComeAfterWhatTheyRead() => Assert.True(Position("z_base") < Position("m_mid") && Position("m_mid") < Position("a_top") && Position("a_top") < Position("aa_cross"));

    [Fact]
    public void ViewsKnowWhatTheyReadInOtherDatabases() =>
        Assert.Contains(new ObjectName("nasty_two", "over_there"), definitions[Nasty].Views.Single(view => view.Name.Name == "aa_cross").DependsOn);

    [Fact]
    public void NamesOfAViewsOwnDatabaseAreNotQualified() =>
        Assert.DoesNotContain("na``sty", definitions[Nasty].Views.Single(view => view.Name.Name == "m_mid").CreateStatement, StringComparison.Ordinal);

    [Fact]
    public void AViewOnAMissingTableIsReadWithoutItsColumns()
    {
        var view = definitions[Nasty].Views.Single(one => one.Name.Name == "broken");
        Assert.Empty(view.Columns);
        Assert.Contains("`soon_gone`", view.CreateStatement, StringComparison.Ordinal);
        Assert.Equal([new ObjectName(Nasty, "soon_gone")], view.DependsOn);
    }

    [Fact]
    public void LibrariesComeFirstAndFunctionsBeforeProcedures() => Assert.Equal(
        definitions["shop"].Routines.OrderBy(routine => routine.Kind switch { RoutineKind.Library => 0, RoutineKind.Function => 1, _ => 2 }), definitions["shop"].Routines);

    [Fact]
    public void ContextsAreThoseOfTheCreation()
    {
        var latin = definitions[Nasty].Routines.Single(routine => routine.Name.Name == "latin").Context;
        Assert.Equal(("latin1", "latin1_spanish_ci", "latin1_german1_ci", "STRICT_ALL_TABLES"), (latin.CharacterSetClient, latin.CollationConnection, latin.DatabaseCollation, latin.SqlMode));
        var other = definitions[Nasty].Events.Single(one => one.Name.Name == "other collation");
        Assert.Equal(("+05:45", "cp1251_general_ci"), (other.Context.TimeZone, other.Context.DatabaseCollation));
    }

    [Fact]
    public void OnlyTextBeyondAsciiInAnotherCharacterSetIsKeptAsBytesToo()
    {
        var routines = definitions[Nasty].Routines.ToDictionary(routine => routine.Name.Name, routine => routine.Context.StatementHex);
        Assert.Contains("53454C4543542027C3BCE282AC2720", routines["latin"], StringComparison.Ordinal);
        Assert.Null(routines["unicode"]);
        Assert.Null(definitions["shop"].Routines.Single(routine => routine.Name.Name == "latin1_made").Context.StatementHex);
    }

    private TableDefinition Table(string name) => definitions[Nasty].Tables.Single(table => table.Name.Name == name);

    private int Position(string view) => definitions[Nasty].Views.Index().Single(pair => pair.Item.Name.Name == view).Index;
}
