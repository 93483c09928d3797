using System.Globalization;
using System.Text;
using MySqlOps.Engine.Connect.OptionFiles;
using Xunit.Abstractions;

namespace MySqlOps.Engine.ServerTests.Connect;

/// <summary>Our reading of option files against that of MySQL's own programs.</summary>
public sealed class OptionFileToolTests(ITestOutputHelper output) : IDisposable
{
    private const int Lines = 2_000;
    private const string Alphabet = "ab \t\"\"''\\\\\\#;=[]!nstrbz_-é€";

    private readonly string _folder = Directory.CreateTempSubdirectory("mysqlops-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task RandomOptionsAreReadAsTheClientProgramsReadThem()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var text = new StringBuilder("[client]\n");
        for (var i = 0; i < Lines; i++)
        {
            var value = string.Concat(Enumerable.Range(0, random.Next(14)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            text.Append(CultureInfo.InvariantCulture, $" o{i}{(random.Next(10) == 0 ? "" : " =")}{value}\n");
        }

        var path = Path.Join(_folder, "x.cnf");
        await File.WriteAllTextAsync(path, text.ToString());
        var theirs = await (await TerminalFreeProgram.FindAsync("my_print_defaults")).RunAsync(Path.Join(_folder, "none"), "", $"--defaults-file={path}", "--show", "client");
        var file = await OptionFileReader.ReadAsync(path, _folder, CancellationToken.None);
        Assert.Equal(Lines, file.Entries.Count);

        var lines = text.ToString().Split('\n');
        var rest = theirs;
        foreach (var entry in file.Entries)
        {
            // Our names have dashes for underscores; theirs are as in the file.
            var ours = entry.Value is null ? $"--{entry.Name}\n" : $"--{entry.Name}={entry.Value}\n";
            var name = Math.Min(ours.Length, entry.Name.Length + 2);
            Assert.True(rest.Length >= ours.Length, $"seed {seed}, {lines[entry.Line - 1]}");
            Assert.Equal(ours[..name], rest[..name].Replace('_', '-'));
            Assert.True(rest[name..].StartsWith(ours[name..], StringComparison.Ordinal), $"seed {seed}: '{lines[entry.Line - 1]}' is '{ours}' to us and not to my_print_defaults: '{rest[..Math.Min(40, rest.Length)]}'");
            rest = rest[ours.Length..];
        }

        Assert.Equal("", rest);
    }
}
