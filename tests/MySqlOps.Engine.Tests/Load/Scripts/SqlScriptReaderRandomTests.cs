using System.Text;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Scripts;
using MySqlOps.Engine.Tests.Connect;
using Xunit.Abstractions;

namespace MySqlOps.Engine.Tests.Load.Scripts;

public class SqlScriptReaderRandomTests(ITestOutputHelper output)
{
    private static readonly string[] Delimiters = [";", ";;", "//", "$$", "|", "END_OF", "#", "\u00A7", "--"];
    private static readonly string[] Dirt = [";", "//", "$$", "|", "--", "-- ", "#", "/*", "*/", "''", "DELIMITER ", "\\\\", "\\'", "\n", "\r\n", "\t", "a", "Z", "0", "\u00E4", "\U0001F600", "\0", "END_OF", "\u00A7"];

    [Fact]
    public async Task RandomStatementsComeOutAsTheyWent()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++)
        {
            var statements = new List<string>();
            var script = new StringBuilder();
            for (var blocks = random.Next(1, 4); blocks > 0; blocks--)
            {
                var delimiter = Delimiters[random.Next(Delimiters.Length)];
                script.Append('\n').Append(random.Next(2) == 0 ? "DELIMITER " : "delimiter\t").Append(delimiter).Append('\n');
                for (var count = random.Next(5); count > 0; count--)
                {
                    statements.Add(Statement(random, delimiter));
                    script.Append(Gap(random, delimiter)).Append(statements[^1]).Append(delimiter);
                }
            }

            var cut = await ReadScript.CutAsync(script.ToString(), piece: random.Next(1, 40));
            Assert.True(statements.SequenceEqual(cut.Texts.Select(Encoding.UTF8.GetString)), $"seed {seed}, script {i}: {script}\n\ngave\n{string.Join("\n|\n", cut.Texts.Select(Encoding.UTF8.GetString))}");
        }
    }

    [Fact]
    public async Task DamagedScriptGivesStatementsOrOneNamedError()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var (whole, refused) = (0, 0);
        for (var i = 0; i < 6_000; i++)
        {
            var script = "SELECT 'a;b\\'', `c`, \"d\" -- x\n;\nDELIMITER //\nCREATE /*!50003 x */ # y\n /* z */ 1//\nDELIMITER ;\nUSE db\nSELECT\\g\nquit\n"u8.ToArray();
            byte[] mutated = [.. Mutation.Mutate(random, script, () => random.Next(2) == 0 ? (byte)random.Next(256) : script[random.Next(script.Length)])];
            var syntax = new ScriptSyntax { HasAnsiQuotes = random.Next(2) == 0, HasNoBackslashEscapes = random.Next(2) == 0, CharacterSet = ScriptCharacterSet.Find(random.Next(2) == 0 ? "gbk" : "utf8mb4") };
            var error = await Record.ExceptionAsync(() => ReadScript.CutAsync(mutated, syntax, random.Next(1, 60)).WaitAsync(TimeSpan.FromMinutes(1)));
            Assert.True(
                error is null or MySqlOpsException { Id: ErrorId.LoadScriptInvalid or ErrorId.LoadCommandRefused },
                $"seed {seed}: {Convert.ToHexString(mutated)} gave {error}");
            _ = error is null ? whole++ : refused++;
        }

        // Both outcomes are frequent, or the test shows nothing.
        Assert.True(whole > 300 && refused > 300, $"seed {seed}: {whole} read, {refused} refused");
    }

    [Fact]
    public async Task PiecesMakeNoDifference()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++)
        {
            var script = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Dirt[random.Next(Dirt.Length)])));
            var whole = await OutcomeAsync(script, int.MaxValue);
            var pieces = await OutcomeAsync(script, random.Next(1, 5));
            Assert.True(whole == pieces, $"seed {seed}: {Convert.ToHexString(script)}: {whole} and {pieces}");
        }
    }

    private static async Task<string> OutcomeAsync(byte[] script, int piece)
    {
        try
        {
            return string.Join('|', (await ReadScript.CutAsync(script, piece: piece)).Texts.Select(Convert.ToHexString));
        }
        catch (MySqlOpsException e)
        {
            return e.Message;
        }
    }

    /// <summary>A statement that holds the delimiter only where it does not count.</summary>
    private static string Statement(Random random, string delimiter)
    {
        var text = new StringBuilder("SELECT ");
        for (var parts = random.Next(1, 6); parts > 0; parts--)
        {
            text.Append(random.Next(6) switch
            {
                0 => $"'{Inside(random).Replace("'", "''", StringComparison.Ordinal)}'",
                1 => $"\"{Inside(random)}\"",
                2 => $"`{Inside(random).Replace("\\", "", StringComparison.Ordinal)}\\`",
                3 when delimiter != "--" => $"-- {Inside(random).ReplaceLineEndings("")}\n",
                4 => $"/*x{Inside(random).Replace("*/", "", StringComparison.Ordinal).Replace('/', 'x')} */",
                _ => " 12 + 3,a.b ",
            });
        }

        return text.Append(" x").ToString();
    }

    /// <summary>What may stand in any quotes: no quote, no backslash that is not doubled or before a quote.</summary>
    private static string Inside(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => Dirt[random.Next(Dirt.Length)])).Replace("''", "", StringComparison.Ordinal).Replace("\\'", "", StringComparison.Ordinal);

    private static string Gap(Random random, string delimiter) => random.Next(5) switch
    {
        0 => "\r\n\t ",
        1 when delimiter != "--" => "-- it's a gap\n",
        2 when delimiter != "#" => "# gap\n",
        3 => "/* gap */",
        _ => "",
    };
}
