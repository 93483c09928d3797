using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Connect.LoginPaths;
using Xunit.Abstractions;

namespace MySqlOps.Engine.ServerTests.Connect;

/// <summary>Our login-path file against the programs that own the format.</summary>
public sealed class LoginPathToolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mysqlops-").FullName;
    private readonly string _path;
    private readonly LoginPathFile _file;
    private readonly ITestOutputHelper _output;

    public LoginPathToolTests(ITestOutputHelper output)
    {
        _output = output;
        _path = Path.Join(_folder, ".mylogin.cnf");
        _file = new LoginPathFile(_path, TimeProvider.System);
    }

    public static TheoryData<string> Passwords => new(
        "simple",
        "a\"b",
        "it's",
        "\"q\"",
        "'q'",
        "a#b ;c [d] e=f",
        " blanks around ",
        "back\\Quoted",
        "end\\",
        "\\",
        "a\\\"b",
        "ünïcødé €😀 à",
        new string('x', 79));

    /// <summary>What only we can write so that the programs read it: they truncate what they ask for to 79 bytes, and leave backslashes as they are.</summary>
    public static TheoryData<string> OurPasswords => new(
        "",
        "two\\\\backslashes",
        @"a\sb\n",
        "tab\tback\breturn\rend",
        new string('y', 255),
        new string('z', 4065));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Passwords))]
    public async Task WeReadWhatTheEditorWrites(string password)
    {
        await EditAsync(password, "set", "--login-path=prod", "--user=r\"o o#t", "--host=db1", "--socket=/tmp/a b.sock", "--port=3307", "--password");
        var read = await _file.FindAsync("prod", CancellationToken.None);
        Assert.Equal(new LoginPath { Name = "prod", User = "r\"o o#t", Host = "db1", Socket = "/tmp/a b.sock", Port = 3307, Password = read!.Password }, read);
        Assert.Equal(password, read.Password!.Reveal());
        Assert.Equal(await ClientReadsAsync("prod"), read.Password.Reveal());
    }

    [Theory]
    [MemberData(nameof(Passwords))]
    [MemberData(nameof(OurPasswords))]
    public async Task ClientProgramsReadWhatWeWrite(string password)
    {
        await _file.SetAsync(new LoginPath { Name = "prod", User = "root", Password = new Secret(password) }, CancellationToken.None);
        Assert.Equal(password, await ClientReadsAsync("prod"));
    }

    /// <summary>The editor does not escape a backslash, so the programs read another password than was typed. We read what they read.</summary>
    [Fact]
    public async Task EditorsBackslashesMeanToUsWhatTheyMeanToTheClient()
    {
        await EditAsync("two\\\\backslashes\\n", "set", "--login-path=prod", "--password");
        var read = await _file.FindAsync("prod", CancellationToken.None);
        Assert.Equal("two\\backslashes\n", read!.Password!.Reveal());
        Assert.Equal(await ClientReadsAsync("prod"), read.Password.Reveal());
    }

    [Fact]
    public async Task EditorAndWeKeepEachOthersLoginPaths()
    {
        var ours = new LoginPath { Name = "ours", User = "o\\\"", Password = new Secret("two\\\\ \"q\" #"), Host = "h", Port = 3307, Socket = "/tmp/x.sock" };
        await EditAsync("theirs\"1", "set", "--login-path=theirs", "--user=t", "--password");
        await _file.SetAsync(ours, CancellationToken.None);
        await EditAsync("third", "set", "--login-path=third", "--user=t3", "--password");
        await EditAsync("", "remove", "--login-path=third");

        var all = await _file.ReadAsync(CancellationToken.None);
        Assert.Equal(["theirs", "ours"], all.Select(static path => path.Name));
        Assert.Equal(["theirs\"1", "two\\\\ \"q\" #"], all.Select(static path => path.Password!.Reveal()));
        Assert.Equal("theirs\"1", await ClientReadsAsync("theirs"));
        Assert.Equal("two\\\\ \"q\" #", await ClientReadsAsync("ours"));
    }

    [Fact]
    public async Task EditorRemovesWhatWeSetAndWeWhatItSet()
    {
        await _file.SetAsync(new LoginPath { Name = "ours", User = "o" }, CancellationToken.None);
        await EditAsync("x", "set", "--login-path=theirs", "--user=t", "--password");
        await EditAsync("", "remove", "--login-path=ours");
        Assert.True(await _file.RemoveAsync("theirs", CancellationToken.None));
        Assert.Empty(await _file.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task FileThatTheEditorResetIsEmpty()
    {
        await EditAsync("x", "set", "--login-path=theirs", "--password");
        await EditAsync("", "reset");
        Assert.Empty(await _file.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task ClientProgramsReadRandomPasswordsOfOurs()
    {
        const string Alphabet = "ab\"'\\\\#;=[] \t\r\n\bnst\u001bé€";
        var seed = Random.Shared.Next();
        _output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var paths = Enumerable.Range(0, 100).Select(i => new LoginPath
        {
            Name = $"p{i}",
            User = $"u{i}",
            Password = new Secret(string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => Alphabet[random.Next(Alphabet.Length)]))),
        }).ToArray();
        foreach (var path in paths)
            await _file.SetAsync(path, CancellationToken.None);

        var read = await (await TerminalFreeProgram.FindAsync("my_print_defaults")).RunAsync(_path, "", ["--no-defaults", "--show", .. paths.Select(static path => path.Name)]);
        Assert.Equal(string.Concat(paths.Select(static path => $"--user={path.User}\n--password={path.Password!.Reveal()}\n")), read);
    }

    private async Task EditAsync(string input, string command, params string[] arguments)
    {
        string[] quiet = command == "set" ? ["--skip-warn"] : [];
        await (await TerminalFreeProgram.FindAsync("mysql_config_editor")).RunAsync(_path, $"{input}\n", [command, .. quiet, .. arguments]);
    }

    /// <summary>The password that every client program started with --login-path would use.</summary>
    private async Task<string> ClientReadsAsync(string name)
    {
        const string Option = "--password=";
        var output = await (await TerminalFreeProgram.FindAsync("my_print_defaults")).RunAsync(_path, "", $"--login-path={name}", "--show", name);
        var start = output.IndexOf(Option, StringComparison.Ordinal) + Option.Length;

        // A password may hold line ends, so it goes up to the next option or the end.
        var end = output.IndexOf("\n--", start, StringComparison.Ordinal);
        return output[start..(end < 0 ? output.Length - 1 : end)];
    }
}
