using System.Text;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Tests.Connect;

public class SqlRowTests
{
    public static TheoryData<object, long> Numbers => new()
    {
        { (sbyte)-1, -1 },
        { (ushort)7, 7 },
        { 42, 42 },
        { 42L, 42 },
        { 42UL, 42 },
        { (ulong)long.MaxValue + 1, long.MaxValue },
        { ulong.MaxValue, long.MaxValue },
        { 42m, 42 },
        { (decimal)ulong.MaxValue, long.MaxValue },
        { "42", 42 },
        { "-42", -42 },
        { "18446744073709551615", long.MaxValue },
        { Encoding.UTF8.GetBytes("42"), 42 },
        { Encoding.UTF8.GetBytes("18446744073709551615"), long.MaxValue },
    };

    public static TheoryData<object, bool> Truths => new()
    {
        { "ON", true },
        { "on", true },
        { "YES", true },
        { "Yes", true },
        { "1", true },
        { 1, true },
        { 2L, true },
        { -1, true },
        { ulong.MaxValue, true },
        { Encoding.UTF8.GetBytes("ON"), true },
        { "OFF", false },
        { "NO", false },
        { "", false },
        { "0", false },
        { 0, false },
        { 0UL, false },
    };

    public static TheoryData<object, string> Texts => new()
    {
        { "größe", "größe" },
        { Encoding.UTF8.GetBytes("größe"), "größe" },
        { 1.5m, "1.5" },
        { 42UL, "42" },
        { "", "" },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void CellIsReadAsANumber(object cell, long expected)
    {
        Assert.Equal(expected, Row(cell).Int64OrNull("cell"));
    }

    [Theory]
    [MemberData(nameof(Truths))]
    public void CellIsReadAsATruth(object cell, bool expected)
    {
        Assert.Equal(expected, Row(cell).BooleanOrNull("cell"));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void CellIsReadAsText(object cell, string expected)
    {
        Assert.Equal(expected, Row(cell).Text("cell"));
    }

    [Fact]
    public void NullIsNullInEveryForm()
    {
        var row = Row(null);

        Assert.Equal((true, null, null, null, null), (row.IsNull("cell"), row.TextOrNull("cell"), row.Int64OrNull("cell"), row.BooleanOrNull("cell"), row.FirstTextOrNull()));
    }

    [Fact]
    public void NullIsNoText()
    {
        Assert.Throws<InvalidOperationException>(() => Row(null).Text("cell"));
    }

    [Fact]
    public void NullIsNoNumber()
    {
        Assert.Throws<InvalidOperationException>(() => Row(null).Int64("cell"));
    }

    [Fact]
    public void EmptyTextIsNotNull()
    {
        Assert.False(Row("").IsNull("cell"));
    }

    [Theory]
    [InlineData("cell", true)]
    [InlineData("CELL", true)]
    [InlineData("other", false)]
    public void ColumnsAreKnownByNameWhateverTheCase(string column, bool expected)
    {
        Assert.Equal(expected, Row(1).Has(column));
    }

    [Fact]
    public void ColumnThatTheResultLacksIsABug()
    {
        Assert.Throws<KeyNotFoundException>(() => Row(1).TextOrNull("other"));
    }

    private static SqlRow Row(object? cell) => new(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["cell"] = 0 }, [cell]);
}
