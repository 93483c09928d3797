using System.Text;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Load.Rows;

namespace MySqlOps.Engine.Tests.Load;

public sealed class LoadTextSliceTests
{
    private const string Text = "1\ta\\\tb\tx\n2\t\\N\t\n3\tc\\\nd\\\\\t\n4\t\\n\ty\n";

    private static readonly ExportedColumn[] Columns =
    [
        new("id", CellEncoding.Stored, false),
        new("s", CellEncoding.Stored, false),
        new("e", CellEncoding.Stored, true),
    ];

    [Theory]
    [InlineData(0, 4, Text)]
    [InlineData(0, long.MaxValue, Text)]
    [InlineData(1, 2, "2\t\\N\t\n")]
    [InlineData(2, 4, "3\tc\\\nd\\\\\t\n4\t\\n\ty\n")]
    [InlineData(4, 9, "")]
    public async Task RowsAreCutOutWhole(long from, long end, string expected)
    {
        Assert.Equal(expected, await ReadAsync(RowSet.Range(from, end), null, 7));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task SizeOfReadsDoesNotMatter(int size)
    {
        Assert.Equal("2\t\\N\t\n3\tc\\\nd\\\\\t\n", await ReadAsync(RowSet.Range(1, 3), null, size));
    }

    [Theory]
    [InlineData(0, "1\n2\n3\n4\n")]
    [InlineData(1, "a\\\tb\n\\N\nc\\\nd\\\\\n\\n\n")]
    [InlineData(2, "x\n\n\ny\n")]
    public async Task OneColumnIsATextOfItsOwn(int column, string expected)
    {
        Assert.Equal(expected, await ReadAsync(RowSet.Range(0, 9), column, 5));
    }

    [Fact]
    public async Task RowsInBetweenCanBeLeftOut()
    {
        Assert.Equal("1\ta\\\tb\tx\n4\t\\n\ty\n", await ReadAsync(RowSet.Range(0, 9) with { Without = new HashSet<long> { 1, 2 } }, null, 4));
    }

    [Fact]
    public async Task SingleRowsCanBeTaken()
    {
        Assert.Equal("2\t\\N\t\n4\t\\n\ty\n", await ReadAsync(RowSet.Of(new HashSet<long> { 1, 3 }), null, 4));
    }

    [Fact]
    public async Task InvalidEnumsOfTheTakenRowsAreCounted()
    {
        var slice = Slice(RowSet.Range(1, 4), null);
        await slice.CopyToAsync(Stream.Null);

        Assert.Equal((3, 2), (slice.Rows, slice.InvalidEnums));
    }

    [Theory]
    [InlineData("0\n1\n00\n\\N\n", 1)]
    [InlineData("0\n0\n", 2)]
    public async Task NumberZeroIsAnInvalidEnum(string text, long expected)
    {
        var slice = new LoadTextSlice(new MemoryStream(Encoding.UTF8.GetBytes(text)), [new("e", CellEncoding.Number, true)], RowSet.Range(0, 9), null);
        await slice.CopyToAsync(Stream.Null);

        Assert.Equal(expected, slice.InvalidEnums);
    }

    [Fact]
    public async Task EmptyCellOfAnotherColumnIsNone()
    {
        var slice = Slice(RowSet.Range(0, 9), 1);
        await slice.CopyToAsync(Stream.Null);

        Assert.Equal(0, slice.InvalidEnums);
    }

    private static LoadTextSlice Slice(RowSet rows, int? column) => new(new MemoryStream(Encoding.UTF8.GetBytes(Text)), Columns, rows, column);

    private static async Task<string> ReadAsync(RowSet rows, int? column, int size)
    {
        await using var slice = Slice(rows, column);
        var all = new MemoryStream();
        var buffer = new byte[size];
        int count;
        while ((count = await slice.ReadAsync(buffer)) > 0)
            all.Write(buffer, 0, count);
        return Encoding.UTF8.GetString(all.ToArray());
    }
}
