using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Delimited;

namespace MySqlOps.Engine.Tests.Load.Delimited;

public class DelimitedReaderTests
{
    private static readonly DelimitedOptions Csv = new() { Format = DelimitedFormat.Csv, NullMarker = "\\N" };
    private static readonly DelimitedOptions Tsv = new() { Format = DelimitedFormat.Tsv, HasHeader = false };
    private static readonly DelimitedOptions Json = new() { Format = DelimitedFormat.Json };

    /// <summary>What the file is called by, its text, and its rows: bars between cells, ~ for NULL.</summary>
    public static TheoryData<string, string, string[]> Files { get; } = new()
    {
        { "csv", "a,b\n1,2\n", ["1|2"] },
        { "csv", "a,b\r\n1,2\r\n3,4", ["1|2", "3|4"] },
        { "csv", "\uFEFFa,b\n1,2\n", ["1|2"] },
        { "csv", "a,b\n,\n\"\",\"\"\n", ["|", "|"] },
        { "csv", "a,b\n\"1,5\",\"say \"\"hi\"\"\"\n", ["1,5|say \"hi\""] },
        { "csv", "a,b\n\"two\nlines\",\"cr\r\nlf\"\r\n", ["two\nlines|cr\r\nlf"] },
        { "csv", "a,b\n5\" disk,it's\n", ["5\" disk|it's"] },
        { "csv", "a,b\n\\N,\"\\N\"\n", ["~|\\N"] },
        { "csv", "a,b\n1,2\n\n\r\n3,4\n\n", ["1|2", "3|4"] },
        { "csv", "a\n1\n\n\"\"\n2", ["1", "", "", "2"] },
        { "csv", "a,b\n1,x\ry\n", ["1|x\ry"] },
        { "csv", "a,b\n", [] },
        { "csv", "", [] },
        { "bare", "1,2\n3,4\n", ["1|2", "3|4"] },
        { "semicolon", "a;b\n1,5;'x;''y'\n", ["1,5|x;'y"] },
        { "plain", "a\tb\n\"x\t\\t\r\n", ["\"x|\\t"] },
        { "ours", "a,b\r\n,\"\"\r\n", ["~|"] },
        { "ours", "a\r\n\r\n\"\"\r\n", ["~", ""] },
        { "tsv", "1\t\\N\nx\\ty\\\\\\n\t\\0\\Z\\b\\r\\'\n", ["1|~", "x\ty\\\n|\0\u001a\b\r'"] },
        { "tsv", "a\\\tb\tc\\\nd\n", ["a\tb|c\nd"] },
        { "tsv", "\\N \tN\n", ["N |N"] },
        { "tsv", "1\t2", ["1|2"] },
        { "tsv", "1\r\t\n", ["1\r|"] },
        { "tsv", "\n", [""] },
        { "batch", "a\tb\nNULL\t\\N\nnull\tx\n", ["~|~", "null|x"] },
        { "json", "{\"a\":1,\"b\":\"x\"}\n{\"b\":null,\"a\":1.50e1}\n", ["1|x", "1.50e1|~"] },
        { "json", "{\"a\":true,\"b\":false}\n{}\n", ["1|0", "~|~"] },
        { "json", "{\"a\":{\"x\": [1, \"}\"]},\"b\":[ ]}", ["{\"x\": [1, \"}\"]}|[ ]"] },
        { "json", "{\"a\":\"\\u00e4\\n\\\"\\\\\",\"b\":\"\\ud83d\\ude00\"}", ["ä\n\"\\|\U0001F600"] },
        { "json", " [ {\"a\":1,\"b\":2} ,\n{\"a\":3,\"b\":4}\n]\n", ["1|2", "3|4"] },
        { "json", "[]", [] },
        { "json", "\uFEFF{\n \"a\" : 18446744073709551615,\n \"b\" : 0.1\n}\n\n{\"a\":\"\",\"b\":-0}", ["18446744073709551615|0.1", "|-0"] },
        { "keys", "{\"b\":1,\"a\":2,\"other\":{\"x\":1}}", ["2|1"] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task FileGivesItsRows(string kind, string text, string[] rows) =>
        Assert.Equal(rows, (await ReadRows.ReadAsync(text, Options(kind))).Joined);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task FileThatComesByteByByteGivesTheSame(string kind, string text, string[] rows) =>
        Assert.Equal(rows, (await ReadRows.ReadAsync(text, Options(kind), piece: 1)).Joined);

    [Theory]
    [InlineData("csv", "a,b\n1,2\n3\n", "line 3, row 2: the row has 1 fields in place of 2")]
    [InlineData("csv", "a,b\n1,2,3\n", "line 2, row 1: the row has 3 fields in place of 2")]
    [InlineData("csv", "a,b\n\n1,\"x\ny\n", "line 3, row 1: the quoted field")]
    [InlineData("csv", "a,b\n1,\"x\"y\n", "line 2, row 1: there is text")]
    [InlineData("csv", "a,b\n1,\"x\" \n", "line 2, row 1: there is text")]
    [InlineData("csv", "a,b\n1,\"x\"\ry\n", "line 2, row 1: there is text")]
    [InlineData("bare", "1\n1,2\n", "line 2, row 2: the row has 2 fields")]
    [InlineData("tsv", "1\t2\n3\n", "line 2, row 2: the row has 1 fields")]
    [InlineData("json", "{\"a\":1,\"b\":2}\n{\"a\":1,\"c\":2}\n", "line 2, row 2: the object has the key 'c'")]
    [InlineData("json", "{\"a\":1}\n{\"a\":1,\"a\":2}\n", "line 2, row 2: the object has the key 'a' twice")]
    [InlineData("json", "{\"a\":1}\n\n{\"a\":", "line 3, row 2: the object that begins here has no end")]
    [InlineData("json", "{\"a\":1}\nx", "line 2, row 2: there should be a JSON object")]
    [InlineData("json", "{\"a\":01}", "line 1, row 1: the object is no valid JSON at its byte 7")]
    [InlineData("json", "{\"a\":\"\\ud800\"}", "line 1, row 1: a text in the object is no Unicode")]
    [InlineData("json", "[{\"a\":1}", "line 1, row 2: the array has no end")]
    [InlineData("json", "[{\"a\":1} {\"a\":1}]", "line 1, row 2: there is an object where a comma")]
    [InlineData("json", "[{\"a\":1},]", "line 1, row 2: there should be")]
    [InlineData("json", "{}", "line 1, row 1: the object has no keys")]
    public async Task RowThatCannotBeReadIsNamed(string kind, string text, string message)
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ReadRows.ReadAsync(text, Options(kind)));
        Assert.Equal(ErrorId.LoadRowInvalid, error.Id);
        Assert.StartsWith($"test.csv, {message}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("tsv")]
    public async Task BytesThatAreNotUtf8AreNamedByTheirPlace(string kind)
    {
        byte[] text = [.. "a,b\tb\nm"u8, 0xC3, 0xBC, .. ",x\t"u8, 0xFC, (byte)'\n'];
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ReadRows.ReadAsync(text, Options(kind)));
        Assert.Equal(ErrorId.LoadRowInvalid, error.Id);
        Assert.Contains("line 2,", error.Message, StringComparison.Ordinal);
        Assert.Contains("byte 12 of the text (FC)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OurOwnDataFilesMayHoldAnyBytes()
    {
        await using var window = new Engine.Load.Files.ByteWindow(new MemoryStream([0xFC, 0, 0xFF, (byte)'\n']), "chunk.tsv");
        var reader = DelimitedReader.Create(window, Tsv with { IsText = false });
        await reader.OpenAsync(null, CancellationToken.None);
        Assert.True(await reader.ReadAsync(CancellationToken.None));
        Assert.Equal([0xFC, 0, 0xFF], reader.Row[0].ToArray());
    }

    [Fact]
    public async Task HeaderNamesTheColumns()
    {
        Assert.Equal(["first name", "ö"], (await ReadRows.ReadAsync("\"first name\",ö\n1,2\n", Csv)).Columns);
        Assert.Null((await ReadRows.ReadAsync("1,2\n", Csv with { HasHeader = false })).Columns);
        Assert.Equal(["z", "y"], (await ReadRows.ReadAsync("{\"z\":1,\"y\":[{\"n\":1}]}", Json)).Columns);
    }

    [Fact]
    public async Task LinesAreThoseWhereTheRowsBegin() =>
        Assert.Equal([2, 4, 6], (await ReadRows.ReadAsync("a\n\"x\ny\"\n\"z\n\"\n1\n", Csv with { Columns = ["a"] })).Lines);

    [Fact]
    public async Task LongRowComesWhole()
    {
        var cell = new string('x', 30_000_000);
        var read = await ReadRows.ReadAsync($"a,b\n1,\"{cell}\"\n2,y\n", Csv, piece: 100_000);
        Assert.Equal([cell.Length, 1], read.Rows.Select(row => row[1]!.Length));
    }

    private static DelimitedOptions Options(string kind) => kind switch
    {
        "csv" => Csv,
        "bare" => Csv with { HasHeader = false },
        "semicolon" => Csv with { Delimiter = ';', Quote = '\'' },
        "plain" => Csv with { Delimiter = '\t', Quote = null },
        "ours" => new DelimitedOptions { Format = DelimitedFormat.Csv },
        "tsv" => Tsv,
        "batch" => Tsv with { HasHeader = true, NullMarker = "NULL" },
        "json" => Json,
        "keys" => Json with { Columns = ["a", "b"], IgnoresUnknownKeys = true },
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
