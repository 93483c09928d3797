using System.Text;
using System.Text.Json;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Delimited;
using MySqlOps.Engine.Tests.Connect;
using Xunit.Abstractions;

namespace MySqlOps.Engine.Tests.Load.Delimited;

public class DelimitedReaderRandomTests(ITestOutputHelper output)
{
    private static readonly string[] Dirt = ["a", "1", ",", "\t", "\n", "\r", "\r\n", "\"", "\"\"", "\\", "\\N", "\\t", "'", " ", "\0", "\u001a", "ä", "\U0001F600", "{", "}", "[", "]", ":", "NULL", ""];

    public static TheoryData<DelimitedFormat> Formats => [.. Enum.GetValues<DelimitedFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task RandomRowsComeOutAsTheyWentAlsoWhenReadingGoesOnHalfWay(DelimitedFormat format)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var width = random.Next(1, 5);
            var rows = Enumerable.Range(0, random.Next(1, 8)).Select(_ => Enumerable.Range(0, width).Select(_ => Cell(random)).ToArray()).ToList();
            var names = Enumerable.Range(0, width).Select(column => $"c{column}").ToArray();
            var text = Encoding.UTF8.GetBytes(Write(random, format, names, rows));
            var options = new DelimitedOptions { Format = format, NullMarker = "\\N", Columns = random.Next(2) == 0 ? names : null };
            var read = await ReadRows.ReadAsync(text, options, random.Next(1, 30));
            Assert.True(Same(rows, read.Rows), $"seed {seed}: {Encoding.UTF8.GetString(text)}");

            var after = random.Next(rows.Count);
            var rest = await ReadRows.ReadAsync(text, options, random.Next(1, 30), read.Positions[after]);
            Assert.True(Same(rows[(after + 1)..], rest.Rows), $"seed {seed}: after row {after} of {Encoding.UTF8.GetString(text)}");
            Assert.Equal(read.Positions[(after + 1)..], rest.Positions);
            Assert.Equal(read.Lines[(after + 1)..], rest.Lines);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task DamagedFileGivesRowsOrOneNamedError(DelimitedFormat format)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var (whole, refused) = (0, 0);
        string?[][] rows = [["1", "x\ty", null], ["\"q\"", "ä\n", "\\"], ["", "{[]}", "NULL"]];
        for (var i = 0; i < 3_000; i++)
        {
            var text = Encoding.UTF8.GetBytes(Write(random, format, ["a", "b", "c"], rows));
            byte[] mutated = [.. Mutation.Mutate(random, text, () => random.Next(2) == 0 ? (byte)random.Next(256) : text[random.Next(text.Length)])];
            var error = await Record.ExceptionAsync(() => ReadRows.ReadAsync(mutated, new DelimitedOptions { Format = format }, random.Next(1, 40)).WaitAsync(TimeSpan.FromMinutes(1)));
            Assert.True(error is null or MySqlOpsException { Id: ErrorId.LoadRowInvalid }, $"seed {seed}: {Convert.ToHexString(mutated)} gave {error}");
            _ = error is null ? whole++ : refused++;
        }

        // Both outcomes are frequent, or the test shows nothing.
        Assert.True(whole > 50 && refused > 50, $"seed {seed}: {whole} read, {refused} refused");
    }

    private static string? Cell(Random random) => random.Next(6) == 0 ? null : string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => Dirt[random.Next(Dirt.Length)]));

    private static bool Same(List<string?[]> expected, List<string?[]> actual) =>
        expected.Count == actual.Count && expected.Zip(actual).All(pair => pair.First.SequenceEqual(pair.Second));

    private static string Write(Random random, DelimitedFormat format, string[] names, IEnumerable<string?[]> rows) => format switch
    {
        DelimitedFormat.Csv => Lines(random, [names, .. rows], ",", cell => cell is null ? "\\N" : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", random.Next(2) == 0 ? "\n" : "\r\n"),
        DelimitedFormat.Tsv => string.Concat(rows.Prepend(names).Select(row => $"{string.Join('\t', row.Select(Escape))}\n")),
        _ => WriteJson(random, names, rows),
    };

    private static string Escape(string? cell) => cell is null
        ? "\\N"
        : cell.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\\n", StringComparison.Ordinal).Replace("\0", "\\0", StringComparison.Ordinal);

    private static string Lines(Random random, IEnumerable<string?[]> rows, string delimiter, Func<string?, string> write, string end) =>
        string.Join(end, rows.Select(row => string.Join(delimiter, row.Select(write)))) + (random.Next(2) == 0 ? end : "");

    private static string WriteJson(Random random, string[] names, IEnumerable<string?[]> rows)
    {
        var objects = rows.Select(row => $"{{{string.Join(',', names.Zip(row).Select(pair => $"{JsonSerializer.Serialize(pair.First)}: {JsonSerializer.Serialize(pair.Second)}"))}}}");
        return random.Next(2) == 0 ? $"[{string.Join(",\n", objects)}]" : string.Join(random.Next(2) == 0 ? "\n" : " ", objects);
    }
}
