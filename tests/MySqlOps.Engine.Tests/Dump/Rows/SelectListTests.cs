using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Rows;

namespace MySqlOps.Engine.Tests.Dump.Rows;

public class SelectListTests
{
    [Theory]
    [InlineData("float", "float", null, "CAST(`c` AS DOUBLE)", "Stored")]
    [InlineData("double", "double", null, "`c`", "Stored")]
    [InlineData("json", "json", null, "`c`", "Json")]
    [InlineData("enum", "enum('a','b')", "utf8mb4", "`c`", "Stored")]
    [InlineData("enum", "enum('a','')", "utf8mb4", "`c` + 0", "Number")]
    [InlineData("enum", "enum('','a')", "utf8mb4", "`c` + 0", "Number")]
    [InlineData("enum", "enum('''','a')", "utf8mb4", "`c`", "Stored")]
    [InlineData("enum", "enum('''x','y''')", "utf8mb4", "`c`", "Stored")]
    [InlineData("enum", "enum('x''','''')", "utf8mb4", "`c`", "Stored")]
    [InlineData("enum", "enum('x''','')", "utf8mb4", "`c` + 0", "Number")]
    [InlineData("set", "set('a','')", "utf8mb4", "`c` + 0", "Number")]
    [InlineData("varchar", "varchar(10)", "sjis", "`c`", "Stored")]
    public void ColumnIsSelectedSoThatNothingIsLost(string dataType, string columnType, string? charset, string expression, string encoding)
    {
        var column = SelectList.Stored(Table(dataType, columnType, charset))[0];
        Assert.Equal((expression, encoding), (column.Expression, column.Encoding.ToString()));
    }

    [Fact]
    public void GeneratedColumnsAreLeftOutAndInvisibleOnesAreNot()
    {
        var table = Table("int", "int", null) with
        {
            Columns =
            [
                new ColumnDefinition { Name = "a", DataType = "int", ColumnType = "int", IsNullable = true, IsInvisible = true },
                new ColumnDefinition { Name = "g", DataType = "int", ColumnType = "int", IsNullable = true, IsGenerated = true },
            ],
        };
        Assert.Equal(["a"], SelectList.Stored(table).Select(static column => column.Name));
    }

    [Fact]
    public void QueryJoinsItsConditions()
    {
        var columns = SelectList.Stored(Table("int", "int", null));
        var sql = SelectList.Query(new ObjectName("d`b", "t"), columns, "p0", ["a > 1 OR b", null, "c"], "`c`");
        Assert.Equal("SELECT `c` FROM `d``b`.`t` PARTITION (`p0`) WHERE (a > 1 OR b) AND (c) ORDER BY `c`", sql);
    }

    private static TableDefinition Table(string dataType, string columnType, string? charset) => new()
    {
        Name = new ObjectName("d", "t"),
        Engine = "InnoDB",
        CreateStatement = "",
        Columns = [new ColumnDefinition { Name = "c", DataType = dataType, ColumnType = columnType, CharacterSet = charset, IsNullable = true }],
        Indexes = [],
        Partitions = [],
        EstimatedRows = 0,
        AverageRowBytes = 0,
        DataBytes = 0,
    };
}
