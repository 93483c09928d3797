using System.Text;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Rows.Values;

namespace MySqlOps.Engine.Tests.Compare.Rows;

/// <summary>Literals give the exact value under every sql_mode, character set and time zone; what is shown is short.</summary>
public sealed class CellLiteralTests
{
    [Theory]
    [InlineData("int", "int", null, "-5", "-5")]
    [InlineData("decimal", "decimal(10,2)", null, "1.50", "1.50")]
    [InlineData("double", "double", null, "-0", "-0e0")]
    [InlineData("float", "float", null, "16777216", "16777216e0")]
    [InlineData("double", "double", null, "1.7976931348623157e308", "1.7976931348623157e308")]
    [InlineData("date", "date", null, "0000-00-00", "'0000-00-00'")]
    [InlineData("year", "year", null, "0000", "'0000'")]
    [InlineData("timestamp", "timestamp", null, "2020-10-25 00:30:00", "TIMESTAMP'2020-10-25 00:30:00+00:00'")]
    [InlineData("timestamp", "timestamp(3)", null, "0000-00-00 00:00:00.000", "'0000-00-00 00:00:00.000'")]
    [InlineData("varchar", "varchar(9)", "utf8mb4", "it's", "_utf8mb4'it''s'")]
    [InlineData("varchar", "varchar(9)", "utf8mb3", "ü", "_utf8mb4'ü'")]
    [InlineData("varchar", "varchar(9)", "utf8mb4", "", "_utf8mb4''")]
    [InlineData("varchar", "varchar(9)", "utf8mb4", "a\\b", "_utf8mb4 0x615C62")]
    [InlineData("varchar", "varchar(9)", "utf8mb4", "a\0", "_utf8mb4 0x6100")]
    [InlineData("varchar", "varchar(9)", "latin1", "x", "_latin1 0x78")]
    [InlineData("json", "json", null, "{\"a\": 1}", "CAST(_utf8mb4'{\"a\": 1}' AS JSON)")]
    [InlineData("blob", "blob", null, "ab", "0x6162")]
    [InlineData("varbinary", "varbinary(9)", null, "", "''")]
    [InlineData("enum", "enum('a','b')", "utf8mb4", "b", "_utf8mb4'b'")]
    [InlineData("enum", "enum('','b')", "utf8mb4", "2", "2")]
    public void TheLiteralIsExact(string dataType, string columnType, string? characterSet, string cell, string expected) =>
        Assert.Equal(expected, CellLiteral.Write(Column(dataType, columnType, characterSet), Encoding.UTF8.GetBytes(cell)));

    [Fact]
    public void NullIsNull() => Assert.Equal("NULL", CellLiteral.Write(Column("int", "int", null), null));

    [Fact]
    public void BitsAreANumber() => Assert.Equal("18446744073709551615", CellLiteral.Write(Column("bit", "bit(64)", null), [255, 255, 255, 255, 255, 255, 255, 255]));

    [Fact]
    public void BytesThatAreNoTextAreDigits() => Assert.Equal("_utf8mb4 0xFF", CellLiteral.Write(Column("varchar", "varchar(9)", "utf8mb4"), [255]));

    [Theory]
    [InlineData("varchar", "varchar(9)", "utf8mb4", "it's\n", "'it''s\n'")]
    [InlineData("json", "json", null, "[1]", "'[1]'")]
    [InlineData("timestamp", "timestamp", null, "2020-10-25 00:30:00", "'2020-10-25 00:30:00'")]
    public void WhatIsShownIsPlain(string dataType, string columnType, string? characterSet, string cell, string expected) =>
        Assert.Equal(expected, CellLiteral.Show(Column(dataType, columnType, characterSet), Encoding.UTF8.GetBytes(cell)));

    [Theory]
    [InlineData("text", "utf8mb4")]
    [InlineData("blob", null)]
    [InlineData("text", "latin1")]
    public void WhatIsShownIsShort(string dataType, string? characterSet)
    {
        var shown = CellLiteral.Show(Column(dataType, dataType, characterSet), Encoding.UTF8.GetBytes(new string('é', 100_000)));

        Assert.InRange(shown.Length, 50, CellLiteral.ShownLength + 1);
        Assert.EndsWith("…", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int", "int", null, "`c` <=> {0}")]
    [InlineData("varchar", "varchar(9)", "latin1", "CAST(`c` AS BINARY) <=> CAST(CONVERT({0} USING latin1) AS BINARY)")]
    [InlineData("float", "float", null, "(`c` <=> {0} AND (CAST(`c` AS CHAR) LIKE '-%') <=> (CAST({0} AS CHAR) LIKE '-%'))")]
    [InlineData("json", "json", null, "CAST(`c` AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb4_bin <=> CAST({0} AS CHAR CHARACTER SET utf8mb4)")]
    [InlineData("vector", "vector(3)", null, "CONVERT(`c` USING binary) <=> {0}")]
    [InlineData("point", "point", null, "CONVERT(`c` USING binary) <=> {0}")]
    [InlineData("enum", "enum('','x')", "utf8mb4", "`c` + 0 <=> {0}")]
    public void TheGuardIsExact(string dataType, string columnType, string? characterSet, string expected) => Assert.Equal(expected, RowGuard.Write(Column(dataType, columnType, characterSet)));

    [Theory]
    [InlineData("enum('a','b')", false)]
    [InlineData("enum('')", true)]
    [InlineData("enum('a','')", true)]
    [InlineData("enum('''','a')", false)]
    [InlineData("set('it''s','x')", false)]
    [InlineData("set('it''s','')", true)]
    public void AnEmptyMemberIsSeen(string type, bool expected) => Assert.Equal(expected, MemberList.HasEmptyMember(type));

    private static StoredColumn Column(string dataType, string columnType, string? characterSet) =>
        StoredColumn.Create(new ColumnDefinition { Name = "c", DataType = dataType, ColumnType = columnType, CharacterSet = characterSet, IsNullable = true });
}
