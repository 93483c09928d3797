using System.Runtime.Versioning;
using System.Text;
using MySqlOps.Engine.Connect.OptionFiles;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Connect.OptionFiles;

public sealed class OptionFileReaderTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LaterOptionWins()
    {
        var path = _folder.Write("x.cnf", "[client]\nuser=a\nhost=h\n[other]\nuser=o\n[CLIENT]\nuser=b\n");
        var options = (await ReadAsync(path)).ReadGroup("client");
        Assert.Equal(("b", "h"), (options["user"].Value, options["host"].Value));
    }

    [Theory]
    [InlineData("ssl_ca")]
    [InlineData("ssl-ca")]
    [InlineData("loose_ssl_ca")]
    [InlineData("loose-ssl-ca")]
    public async Task UnderscoresAndLooseDoNotCount(string name)
    {
        var path = _folder.Write("x.cnf", $"[client]\n{name}=v\n");
        Assert.Equal("v", (await ReadAsync(path)).ReadGroup("client")["ssl-ca"].Value);
    }

    [Fact]
    public async Task IncludesStandWhereTheyAreNamed()
    {
        _folder.Write("inner.cnf", "[client]\nuser=inner\nhost=inner\n");
        _folder.Write("d/2.cnf", "[client]\nport=2\n");
        _folder.Write("d/1.cnf", "[client]\nport=1\n");
        _folder.Write("d/3.txt", "[client]\nport=3\n");
        var path = _folder.Write("x.cnf", $"[client]\nuser=before\n!include inner.cnf\nhost=after\n!include missing.cnf\n!includedir {_folder.File("d")}\n");
        var options = (await ReadAsync(path)).ReadGroup("client");
        Assert.Equal(("inner", "after", "2"), (options["user"].Value, options["host"].Value, options["port"].Value));
    }

    [Fact]
    public async Task HomeFolderIsUnderstoodInIncludes()
    {
        _folder.Write("inner.cnf", "[client]\nuser=inner\n");
        var path = _folder.Write("d/x.cnf", "!include ~/inner.cnf\n");
        Assert.Equal("inner", (await ReadAsync(path)).ReadGroup("client")["user"].Value);
    }

    [Fact]
    public async Task IncludeInACircleIsAnError()
    {
        var path = _folder.Write("x.cnf", "[client]\n\n!include y.cnf\n");
        var inner = _folder.Write("y.cnf", "!include x.cnf\n");
        var error = await FailAsync(path, ErrorId.OptionFileInvalid);
        Assert.Contains($"{inner} can't be read at line 1: it includes {path}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IncludesTooDeepAreAnError()
    {
        for (var i = 0; i < 12; i++)
            _folder.Write($"{i}.cnf", $"!include {i + 1}.cnf\n");
        var error = await FailAsync(_folder.File("0.cnf"), ErrorId.OptionFileInvalid);
        Assert.Contains("more than 10 deep", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user=S3cret\n[client]\n", 1, "before the first [group]")]
    [InlineData("[client]\nuser=x\n[broken\n", 3, "not closed")]
    [InlineData("[client]\n!includedir missing.d\n", 2, "can't be read")]
    public async Task ErrorNamesFileAndLineButNoValue(string text, int line, string problem)
    {
        var path = _folder.Write("x.cnf", text);
        var error = await FailAsync(path, ErrorId.OptionFileInvalid);
        Assert.Contains($"{path} can't be read at line {line}", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("S3cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingFileHasItsOwnError()
    {
        var error = await FailAsync(_folder.File("none.cnf"), ErrorId.OptionFileMissing);
        Assert.Contains(_folder.File("none.cnf"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FolderIsNoOptionFile() => await FailAsync(_folder.Path, ErrorId.OptionFileMissing);

    [Fact]
    public async Task HugeFileIsNoOptionFile() =>
        await FailAsync(_folder.Write("x.cnf", new string('#', FileContent.MaxBytes + 1)), ErrorId.OptionFileInvalid);

    [Fact]
    public async Task MissingGroupNamesTheOthers()
    {
        var file = await ReadAsync(_folder.Write("x.cnf", "[client]\n[mysqld]\nport=1\n"));
        var error = Assert.Throws<MySqlOpsException>(() => file.ReadGroup("prod"));
        Assert.Equal(ErrorId.OptionFileInvalid, error.Id);
        Assert.Contains("no group [prod]; it has [client], [mysqld]", error.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task FileThatEverybodyMayWriteIsRefused()
    {
        var path = _folder.Write("x.cnf", "[client]\nuser=x\n");
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherWrite);
        var error = await FailAsync(path, ErrorId.OptionFileInvalid);
        Assert.Contains("chmod o-w", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ByteOrderMarkAndLatin1AreRead()
    {
        var path = _folder.File("x.cnf");
        await File.WriteAllBytesAsync(path, [0xEF, 0xBB, 0xBF, .. "[client]\nuser=ä\n"u8]);
        Assert.Equal("ä", (await ReadAsync(path)).ReadGroup("client")["user"].Value);
        await File.WriteAllBytesAsync(path, Encoding.Latin1.GetBytes("# für\n[client]\nuser=ä\n"));
        Assert.Equal("ä", (await ReadAsync(path)).ReadGroup("client")["user"].Value);
    }

    private Task<OptionFile> ReadAsync(string path) => OptionFileReader.ReadAsync(path, _folder.Path, CancellationToken.None);

    private async Task<MySqlOpsException> FailAsync(string path, ErrorId id)
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ReadAsync(path));
        Assert.Equal(id, error.Id);
        return error;
    }
}
