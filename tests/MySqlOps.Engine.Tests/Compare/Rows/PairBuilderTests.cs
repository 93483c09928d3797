using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Rows.Pairs;

namespace MySqlOps.Engine.Tests.Compare.Rows;

/// <summary>Which columns are compared, how, and by which key.</summary>
public sealed class PairBuilderTests
{
    private readonly ComparisonTally _tally = new();

    [Fact]
    public void TheKeyComesFirst() => Assert.Equal(["`id`", "`a`"], Build(Table([Int("a"), Int("id")], Primary("id"))).Source.Compared);

    [Fact]
    public void FloatsAreReadAsDoubles() => Assert.Equal("CAST(`f` AS DOUBLE)", Compared(new ColumnDefinition { Name = "f", DataType = "float", ColumnType = "float", IsNullable = true }));

    [Fact]
    public void TextOfOneCharacterSetIsReadAsItIsStored() => Assert.Equal("`t`", Compared(Text("t", "latin1")));

    [Fact]
    public void TextOfTwoCharacterSetsBecomesUnicodeAndWhatIsNoTextStaysApart()
    {
        var pair = Build(Table([Text("t", "latin1")]), Table([Text("t", "utf8mb4")]));

        Assert.Contains("CONVERT(`t` USING utf8mb4)", pair.Source.Compared[0], StringComparison.Ordinal);
        Assert.Contains("HEX(`t`)", pair.Source.Compared[0], StringComparison.Ordinal);
        Assert.Equal("`t`", pair.Target.Compared[0]);
    }

    [Theory]
    [InlineData("int", "int", "bigint", "bigint", "`c` + 0")]
    [InlineData("decimal", "decimal(10,2)", "decimal", "decimal(12,4)", "CAST(`c` AS DECIMAL(12,4))")]
    [InlineData("decimal", "decimal(65,0)", "decimal", "decimal(65,30)", "`c`")]
    [InlineData("int", "int", "decimal", "decimal(12,2)", "CAST(`c` AS DECIMAL(22,2))")]
    [InlineData("date", "date", "datetime", "datetime(3)", "CAST(`c` AS DATETIME(6))")]
    [InlineData("time", "time", "time", "time(3)", "CAST(`c` AS TIME(6))")]
    [InlineData("bit", "bit(3)", "bit", "bit(9)", "`c` + 0")]
    [InlineData("varchar", "varchar(3)", "varchar", "varchar(9)", "`c`")]
    public void TypesOfOneKindAreBroughtToOneForm(string one, string oneType, string other, string otherType, string expected) =>
        Assert.Equal(expected, Build(Table([Column("c", one, oneType)]), Table([Column("c", other, otherType)])).Source.Compared[0]);

    [Fact]
    public void GeneratedColumnsAreLeftOutAndInvisibleOnesAreNot() => Assert.Equal(
        ["`hidden`"], Build(Table([Int("g") with { IsGenerated = true }, Int("hidden") with { IsInvisible = true }])).Source.Compared);

    [Fact]
    public void AColumnThatOneSideStoresIsCompared() =>
        Assert.Equal(["`a`", "`g`"], Build(Table([Int("a"), Int("g") with { IsGenerated = true }]), Table([Int("a"), Int("g")])).Source.Compared);

    [Fact]
    public void GeneratedColumnsAloneAreComparedAndNoted()
    {
        Assert.Equal(["`g`"], Build(Table([Int("g") with { IsGenerated = true }])).Source.Compared);
        Assert.Contains("generated", Assert.Single(_tally.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void ColumnsOfOneSideAloneAreNoted()
    {
        Build(Table([Int("a"), Int("b")]), Table([Int("A"), Int("c")]));

        Assert.Equal(2, _tally.Notes.Count);
    }

    [Fact]
    public void TablesWithoutACommonColumnAreSkipped()
    {
        Assert.Null(new PairBuilder(new CompareOptions(), _tally).Build(Table([Int("a")]), Table([Int("b")]), null));
        Assert.Single(_tally.Skipped);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("t.A")]
    [InlineData("d.t.a*")]
    public void IgnoredColumnsAreLeftOut(string pattern) =>
        Assert.Equal(["`b`"], new PairBuilder(new CompareOptions { IgnoredColumns = [pattern] }, _tally).Build(Table([Int("a"), Int("b")]), Table([Int("a"), Int("b")]), null)!.Source.Compared);

    [Fact]
    public void AKeyMustBeUniqueOnBothSides() => Assert.Null(Build(Table([Int("id")], Primary("id")), Table([Int("id")])).Key);

    [Fact]
    public void AKeyMustHaveOneCollation() => Assert.Null(
        Build(Table([Text("id", "utf8mb4") with { Collation = "utf8mb4_bin" }], Primary("id")), Table([Text("id", "utf8mb4") with { Collation = "utf8mb4_0900_ai_ci" }], Primary("id"))).Key);

    [Fact]
    public void AnotherKeyIsTakenWhenTheFirstDoesNotFit()
    {
        var key = Build(
            Table([Int("id"), Int("code")], Primary("id"), Unique("by_code", "code")),
            Table([Column("id", "bigint", "bigint"), Int("code")], Primary("id"), Unique("code_key", "code"))).Key!;

        Assert.Equal(("by_code", "code_key"), (key.SourceIndex, key.TargetIndex));
    }

    [Fact]
    public void AnEnumKeyMatchesRowsAndMakesNoRanges()
    {
        var key = Build(Table([Column("e", "enum", "enum('a','b')") with { CharacterSet = "utf8mb4", Collation = "utf8mb4_bin" }], Primary("e"))).Key!;

        Assert.Null(key.Chunks);
        Assert.Equal("_utf8mb4'a'", key.Parts[0].Literal("a"u8.ToArray()));
    }

    [Fact]
    public void AnIgnoredColumnIsNoKey() =>
        Assert.Null(new PairBuilder(new CompareOptions { IgnoredColumns = ["id"] }, _tally).Build(Table([Int("id"), Int("b")], Primary("id")), Table([Int("id"), Int("b")], Primary("id")), null)!.Key);

    [Fact]
    public void RowsAreFoundByTheKeysLiterals()
    {
        var pair = Build(Table([Text("a", "utf8mb4"), Int("b")], Unique("u", "a", "b")));
        var key = MySqlOps.Engine.Compare.Rows.Digests.CellBytes.Join(["x"u8.ToArray(), "7"u8.ToArray()]);

        Assert.Equal("(`a`, `b`) IN ((_utf8mb4 X'78' COLLATE utf8mb4_0900_ai_ci, 7))", pair.ByKeys([key], isTarget: false));
    }

    private TablePair Build(TableDefinition source, TableDefinition? target = null) => new PairBuilder(new CompareOptions(), _tally).Build(source, target ?? source, null)!;

    private string Compared(ColumnDefinition column) => Build(Table([column])).Source.Compared[0];

    private static TableDefinition Table(IReadOnlyList<ColumnDefinition> columns, params IndexDefinition[] indexes) => new()
    {
        Name = new ObjectName("d", "t"),
        Engine = "InnoDB",
        CreateStatement = "",
        Columns = columns,
        Indexes = indexes,
        Partitions = [],
        EstimatedRows = 0,
        AverageRowBytes = 0,
        DataBytes = 0,
    };

    private static ColumnDefinition Int(string name) => Column(name, "int", "int");

    private static ColumnDefinition Text(string name, string characterSet) =>
        Column(name, "varchar", "varchar(9)") with { CharacterSet = characterSet, Collation = characterSet == "utf8mb4" ? "utf8mb4_0900_ai_ci" : $"{characterSet}_swedish_ci" };

    private static ColumnDefinition Column(string name, string dataType, string columnType) => new() { Name = name, DataType = dataType, ColumnType = columnType, IsNullable = false };

    private static IndexDefinition Primary(params string[] columns) => Unique("PRIMARY", columns);

    private static IndexDefinition Unique(string name, params string[] columns) =>
        new() { Name = name, Type = "BTREE", IsUnique = true, Parts = [.. columns.Select(column => new IndexPart(column, null, false, false))] };
}
