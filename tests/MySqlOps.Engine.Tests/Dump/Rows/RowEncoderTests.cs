using System.Globalization;
using System.Text;
using System.Text.Json;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Rows;

namespace MySqlOps.Engine.Tests.Dump.Rows;

public class RowEncoderTests
{
    private static readonly ObjectName Table = new("d", "t`x");

    [Fact]
    public async Task LoadDataEscapesWhatLoadDataReads()
    {
        var output = new RememberedOutput();
        var encoder = new LoadDataEncoder([EncoderFeed.Column("a", CellKind.Number), EncoderFeed.Column("b", CellKind.Binary)], output);
        await EncoderFeed.FeedAsync(encoder, [U("1"), U("\0\t\n\r\\\u001Ax'\"")], [U("2"), null], [null, U("")], [U("3"), [0xFF, 0x80]]);
        var expected = "1\t\\0\\t\\n\\r\\\\\\Zx'\"\n2\t\\N\n\\N\t\n3\t"u8.ToArray();
        Assert.Equal([.. expected, 0xFF, 0x80, (byte)'\n'], output.Bytes);
        Assert.Equal((4L, output.Bytes.LongLength), (encoder.Rows, encoder.Bytes));
    }

    [Fact]
    public async Task InsertQuotesTextAndWritesBytesAsHex()
    {
        var output = new RememberedOutput();
        RowColumn[] columns =
        [
            EncoderFeed.Column("n", CellKind.Number),
            EncoderFeed.Column("t", CellKind.Text),
            EncoderFeed.Column("b", CellKind.Binary),
            EncoderFeed.Column("l", CellKind.ForeignText, "latin1"),
            EncoderFeed.Column("u", CellKind.ForeignText, "utf16"),
        ];
        var encoder = new InsertEncoder(Table, columns, 1000, output);
        await EncoderFeed.FeedAsync(
            encoder,
            [U("-1.5"), U("O'Neil\\\n"), [0, 255], U("plain"), U("ab")],
            [null, U(""), [], [0x63, 0xE9], null]);
        const string Expected =
            """
            INSERT INTO `t``x` (`n`, `t`, `b`, `l`, `u`) VALUES
            (-1.5,'O\'Neil\\\n',0x00FF,'plain',_utf16 0x6162),
            (NULL,'','',_latin1 0x63E9,NULL);

            """;
        Assert.Equal(Expected, output.Text);
    }

    [Fact]
    public async Task InsertStatementsStayUnderTheirLimitUnlessOneRowIsLonger()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var output = new RememberedOutput();
            var limit = random.Next(50, 400);
            var encoder = new InsertEncoder(new ObjectName("d", "t"), [EncoderFeed.Column("a", CellKind.Number), EncoderFeed.Column("b", CellKind.Text)], limit, output);
            var rows = Enumerable.Range(0, random.Next(1, 40)).Select(i => new byte[]?[] { U(i.ToString(CultureInfo.InvariantCulture)), U(new string('x', random.Next(2) == 0 ? random.Next(20) : random.Next(600))) }).ToArray();
            await EncoderFeed.FeedAsync(encoder, random.Next(2) == 0 ? random : null, rows);

            var statements = output.Text.Split(";\n", StringSplitOptions.RemoveEmptyEntries);
            var seen = new List<string>();
            foreach (var statement in statements)
            {
                var lines = statement.Split('\n');
                Assert.Equal("INSERT INTO `t` (`a`, `b`) VALUES", lines[0]);
                var body = lines[1..];
                Assert.All(body[..^1], static line => Assert.EndsWith(",", line, StringComparison.Ordinal));
                Assert.EndsWith(")", body[^1], StringComparison.Ordinal);
                Assert.True(body.Length == 1 || string.Join('\n', body).Length <= limit + 3, $"Round {round}: {statement.Length} for {limit}.");
                seen.AddRange(body.Select(static line => line.TrimEnd(',')));
            }

            Assert.Equal(rows.Select(row => $"({Encoding.UTF8.GetString(row[0]!)},'{Encoding.UTF8.GetString(row[1]!)}')"), seen);
            Assert.All(output.Wholes, whole => Assert.True(whole == 0 || output.Text[..(int)whole].EndsWith(";\n", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task InsertHandsOnOnlyWholeStatementsUnlessARowIsLong()
    {
        var output = new RememberedOutput();
        var encoder = new InsertEncoder(new ObjectName("d", "t"), [EncoderFeed.Column("b", CellKind.Binary)], 100_000, output);
        await EncoderFeed.FeedAsync(encoder, null, [.. Enumerable.Range(0, 50).Select(static _ => new byte[]?[] { new byte[20_000] })]);
        Assert.True(output.Wholes.Count > 3);
        Assert.Equal(output.Bytes.Length, output.Wholes[^1]);
    }

    // However the cells come, in pieces or whole, the bytes are the same. Numbers never come in pieces.
    [Fact]
    public async Task PiecesMakeNoDifference()
    {
        var random = new Random(11);
        RowColumn[] columns = [EncoderFeed.Column("t", CellKind.Text), EncoderFeed.Column("b", CellKind.Binary), EncoderFeed.Column("j", CellKind.Json)];
        for (var round = 0; round < 300; round++)
        {
            var rows = Enumerable.Range(0, 5).Select(_ => new byte[]?[] { RandomText(random), RandomBytes(random), U("[1,2,\"x\"]") }).ToArray();
            foreach (var make in new Func<RememberedOutput, RowEncoder>[]
            {
                output => new LoadDataEncoder(columns, output),
                output => new JsonLinesEncoder(columns, output),
                output => new DelimitedEncoder(columns, false, output),
            })
            {
                var (whole, pieces) = (new RememberedOutput(), new RememberedOutput());
                await EncoderFeed.FeedAsync(make(whole), rows);
                await EncoderFeed.FeedAsync(make(pieces), random, rows);
                Assert.Equal(Convert.ToHexString(whole.Bytes), Convert.ToHexString(pieces.Bytes));
            }
        }
    }

    [Fact]
    public async Task CsvFollowsRfc4180AndTellsNullFromEmpty()
    {
        var output = new RememberedOutput();
        RowColumn[] columns = [EncoderFeed.Column("a,b", CellKind.Text), EncoderFeed.Column("c", CellKind.Text), EncoderFeed.Column("d", CellKind.Binary)];
        var encoder = new DelimitedEncoder(columns, true, output);
        await EncoderFeed.FeedAsync(encoder, [U("x"), U("say \"hi\",\r\nyou"), [1, 2]], [null, U(""), []], [U(" "), null, null]);
        Assert.Equal("\"a,b\",c,d\r\n", Encoding.UTF8.GetString(DelimitedEncoder.Header(columns, isCsv: true)));
        Assert.Equal("x,\"say \"\"hi\"\",\r\nyou\",AQI=\r\n,\"\",\"\"\r\n ,,\r\n", output.Text);
    }

    [Fact]
    public async Task JsonLinesAreJson()
    {
        var output = new RememberedOutput();
        RowColumn[] columns =
        [
            EncoderFeed.Column("n\"1", CellKind.Number),
            EncoderFeed.Column("t", CellKind.Text),
            EncoderFeed.Column("j", CellKind.Json),
            EncoderFeed.Column("b", CellKind.Binary),
            EncoderFeed.Column("d", CellKind.Temporal),
        ];
        var text = string.Concat(Enumerable.Range(0, 128).Select(static i => (char)i)) + "é😀";
        await EncoderFeed.FeedAsync(new JsonLinesEncoder(columns, output), [U("18446744073709551615"), U(text), U("{\"a\": [1, null]}"), [9, 8, 7, 6], U("2020-01-31")], [null, null, null, null, null]);
        var lines = output.Text.Split('\n');
        var first = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal(18446744073709551615UL, first.GetProperty("n\"1").GetUInt64());
        Assert.Equal(text, first.GetProperty("t").GetString());
        Assert.Equal(JsonValueKind.Null, first.GetProperty("j").GetProperty("a")[1].ValueKind);
        Assert.Equal([9, 8, 7, 6], first.GetProperty("b").GetBytesFromBase64());
        Assert.Equal(5, JsonDocument.Parse(lines[1]).RootElement.EnumerateObject().Count(static property => property.Value.ValueKind == JsonValueKind.Null));
    }

    [Theory]
    [InlineData("007", "7")]
    [InlineData("000", "0")]
    [InlineData("00.50", "0.50")]
    [InlineData("0.5", "0.5")]
    [InlineData("-0", "-0")]
    [InlineData("1e20", "1e20")]
    [InlineData("0", "0")]
    public async Task JsonNumbersHaveNoPadding(string cell, string expected)
    {
        var output = new RememberedOutput();
        await EncoderFeed.FeedAsync(new JsonLinesEncoder([EncoderFeed.Column("n", CellKind.Number)], output), new byte[]?[] { U(cell) });
        Assert.Equal($"{{\"n\":{expected}}}\n", output.Text);
        JsonDocument.Parse(output.Text).Dispose();
    }

    [Fact]
    public async Task InvalidEnumsAreCounted()
    {
        var encoder = new LoadDataEncoder([EncoderFeed.Column("e", CellKind.Text, isEnum: true), EncoderFeed.Column("f", CellKind.Number, isEnum: true)], new RememberedOutput());
        await EncoderFeed.FeedAsync(encoder, [U("a"), U("0")], [U(""), U("1")], [null, null], [U("b"), U("10")]);
        Assert.Equal(2, encoder.InvalidEnums);
    }

    [Theory]
    [InlineData("{\"a\": 1, \"b\": [true, null, \"x\"]}", false)]
    [InlineData("{\"price\": 1.10}", true)]
    [InlineData("[1e5, -3]", false)]
    [InlineData("\"2020-01-31\"", true)]
    [InlineData("\"10:00:00.000000\"", true)]
    [InlineData("\"base64:type15:AAE=\"", true)]
    [InlineData("{\"10\": \"see: there\"}", false)]
    public async Task JsonThatMayHoldAnotherTypeIsSuspicious(string json, bool expected)
    {
        var encoder = new LoadDataEncoder([EncoderFeed.Column("j", CellKind.Json)], new RememberedOutput());
        await EncoderFeed.FeedAsync(encoder, new byte[]?[] { U(json) });
        Assert.Equal(expected, encoder.SuspiciousJson.Count == 1);
    }

    private static byte[] U(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] RandomText(Random random) => U(string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => "a'\"\\\n\t,é\0z"[random.Next(10)])));

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(12)];
        random.NextBytes(bytes);
        return bytes;
    }
}
