using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Delimited;

namespace MySqlOps.Engine.Tests.Load.Delimited;

public class DelimitedColumnsTests
{
    private static readonly DelimitedLoadOptions Options = new() { File = new DelimitedOptions { Format = DelimitedFormat.Csv } };

    private static readonly TableDefinition Table = new()
    {
        Name = new ObjectName("db", "t"),
        Engine = "InnoDB",
        CreateStatement = "",
        Columns =
        [
            Column("id", "int"), Column("name", "varchar", "utf8mb4"), Column("old", "text", "latin1"), Column("data", "json"), Column("raw", "blob"), Column("flags", "bit"),
            Column("shape", "point"), Column("sum", "int") with { IsGenerated = true }, Column("hidden", "int") with { IsInvisible = true },
        ],
        Indexes = [],
        Partitions = [],
        EstimatedRows = 0,
        AverageRowBytes = 0,
        DataBytes = 0,
    };

    [Fact]
    public void FileWithoutNamesHasTheColumnsThatSelectShows() =>
        Assert.Equal(["id", "name", "old", "data", "raw", "flags", "shape"], Plan(null).Select(column => column.Column.Name));

    [Fact]
    public void NamesMeetWhateverTheirCase()
    {
        var columns = Plan(["NAME", "Hidden", "id"]);
        Assert.Equal([("name", 0), ("hidden", 1), ("id", 2)], columns.Select(column => (column.Column.Name, column.Source)));
    }

    [Fact]
    public void MapRenamesAndLeavesOutAndConstantsAdd()
    {
        var columns = DelimitedColumns.Plan(["a", "b", "c"], Table, Options with
        {
            ColumnMap = new Dictionary<string, string> { ["a"] = "id", ["b"] = "", ["c"] = "old" },
            Constants = new Dictionary<string, string?> { ["name"] = "ä", ["raw"] = null },
        });
        Assert.Equal([("id", 0), ("old", 2), ("name", -1), ("raw", -1)], columns.Select(column => (column.Column.Name, column.Source)));
        Assert.Equal("ä"u8.ToArray(), columns[2].Constant);
        Assert.Null(columns[3].Constant);
    }

    [Fact]
    public void ServerConvertsTextOfOtherCharacterSetsAndJsonAndTakesAllElseAsItIs()
    {
        var columns = Plan(["id", "name", "old", "data", "raw", "flags", "shape"]);
        Assert.Equal([CellEncoding.Stored, CellEncoding.Stored, CellEncoding.Json, CellEncoding.Json, CellEncoding.Stored, CellEncoding.Number, CellEncoding.Stored], columns.Select(column => column.Column.Encoding));
        Assert.Equal(["raw", "shape"], columns.Where(column => column.Binary == BinaryText.Base64).Select(column => column.Column.Name));
        Assert.Equal(CellEncoding.Number, DelimitedColumns.Plan(["flags"], Table, Options)[0].Column.Encoding);
    }

    [Theory]
    [InlineData("id,nothing", "'nothing'")]
    [InlineData("id,sum", "generated")]
    [InlineData("id,ID", "two columns")]
    [InlineData("id", "no column 'x'", "x", "name")]
    [InlineData("id", "nothing of the file", "id", "")]
    public void ColumnsThatDoNotFitAreNamed(string names, string what, string? from = null, string? to = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        var map = new Dictionary<string, string>();
        if (from is not null)
            map[from] = to!;
        var error = Assert.Throws<MySqlOpsException>(() => DelimitedColumns.Plan(names.Split(','), Table, Options with { ColumnMap = map }));
        Assert.Equal(ErrorId.LoadColumnInvalid, error.Id);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<DelimitedColumn> Plan(IReadOnlyList<string>? names) => DelimitedColumns.Plan(names, Table, Options);

    private static ColumnDefinition Column(string name, string type, string? characterSet = null) =>
        new() { Name = name, DataType = type, ColumnType = type, CharacterSet = characterSet, IsNullable = true };
}
