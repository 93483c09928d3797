using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Connect.LoginPaths;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Connect.LoginPaths;

public sealed class LoginPathFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly string _path;
    private readonly LoginPathFile _file;

    public LoginPathFileTests()
    {
        _path = _folder.File(".mylogin.cnf");
        _file = new LoginPathFile(_path, TimeProvider.System);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task NoFileHasNoLoginPaths()
    {
        Assert.Empty(await _file.ReadAsync(CancellationToken.None));
        Assert.Null(await _file.FindAsync("prod", CancellationToken.None));
        Assert.False(await _file.RemoveAsync("prod", CancellationToken.None));
        Assert.False(File.Exists(_path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("simple")]
    [InlineData(" a'b\"c\\\"d#e;f=[g] \\")]
    [InlineData("tab\tnewline\nreturn\rback\b")]
    [InlineData("ünïcødé €😀 à")]
    public async Task PasswordComesBack(string password)
    {
        await SetAsync(new LoginPath { Name = "prod", User = "u", Password = new Secret(password) });
        Assert.Equal(password, (await _file.FindAsync("prod", CancellationToken.None))!.Password!.Reveal());
    }

    [Theory]
    [InlineData(79)]
    [InlineData(255)]
    [InlineData(4065)]
    public async Task LongPasswordComesBack(int length)
    {
        // 4065 is the most: password = "..." and a line end are 14 more, and 4079 is the longest line.
        var password = new string('x', length);
        await SetAsync(new LoginPath { Name = "prod", Password = new Secret(password) });
        Assert.Equal(password, (await _file.FindAsync("prod", CancellationToken.None))!.Password!.Reveal());
    }

    [Fact]
    public async Task AllPartsComeBack()
    {
        var path = new LoginPath { Name = "pröd 1", User = "u\"v", Host = "h", Port = 3307, Socket = "/tmp/a b.sock" };
        await SetAsync(path);
        Assert.Equal([path], await _file.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task SetReplacesTheWholeLoginPath()
    {
        await SetAsync(new LoginPath { Name = "prod", User = "a", Password = new Secret("p"), Host = "h" });
        await SetAsync(new LoginPath { Name = "PROD", User = "b" });
        Assert.Equal([new LoginPath { Name = "PROD", User = "b" }], await _file.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task OtherLinesStayAsTheyWere()
    {
        byte[][] lines = [[.. "[a]\n"u8], [.. "unknown = \"\xFF\"\n"u8, 0xFF], [.. "# note\n"u8], [.. "[b]\n"u8], [.. "user = plain\n"u8], [.. "[c]\n"u8], [.. "loose\n"u8]];
        var key = LoginPathCipher.CreateKey();
        await WriteAsync(LoginPathCipher.Encrypt(key, lines));
        Assert.True(await _file.RemoveAsync("b", CancellationToken.None));
        await SetAsync(new LoginPath { Name = "d", Port = 1 });
        var (keyAfter, after) = LoginPathCipher.Decrypt(await File.ReadAllBytesAsync(_path));
        Assert.Equal(key, keyAfter);
        Assert.Equal([.. lines[..3], .. lines[5..], [.. "[d]\n"u8], [.. "port = 1\n"u8]], after);
    }

    [Fact]
    public async Task SectionsOfOneNameAreOneLoginPath()
    {
        // The client reads [N] and [n] both, the later option counting.
        await WriteAsync(LoginPathCipher.Encrypt(LoginPathCipher.CreateKey(), [[.. "[N]\n"u8], [.. "user = a\n"u8], [.. "host = h\n"u8], [.. "[n]\n"u8], [.. "user = 'b'\n"u8]]));
        Assert.Equal([new LoginPath { Name = "N", User = "b", Host = "h" }], await _file.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task EmptyFileHasNoLoginPathsAndCanBeSet()
    {
        await WriteAsync([]);
        Assert.Empty(await _file.ReadAsync(CancellationToken.None));
        await SetAsync(new LoginPath { Name = "prod", User = "u" });
        Assert.Single(await _file.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task MissingLoginPathLeavesTheFileAlone()
    {
        await SetAsync(new LoginPath { Name = "prod", User = "u" });
        var before = await File.ReadAllBytesAsync(_path);
        Assert.False(await _file.RemoveAsync("other", CancellationToken.None));
        Assert.Equal(before, await File.ReadAllBytesAsync(_path));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" prod")]
    [InlineData("a]b")]
    [InlineData("a:b")]
    [InlineData("a@b")]
    [InlineData("a/b")]
    [InlineData("a\nb")]
    [InlineData("x.cnf")]
    [InlineData("prodà")]
    public async Task NameThatCannotBeReadBackIsRefused(string name)
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => SetAsync(new LoginPath { Name = name, User = "u" }));
        Assert.Equal(ErrorId.LoginPathInvalid, error.Id);
        Assert.False(File.Exists(_path));
    }

    [Fact]
    public Task PasswordWithANulIsRefused() => RefuseAsync("S3cret\0", "holds a NUL");

    // As facts, because an attribute's text can't hold half of a character.
    [Fact]
    public Task PasswordWithHalfOfACharacterIsRefused() => RefuseAsync("S3cret\uD800x", "half of a character");

    [Fact]
    public Task PasswordThatEndsWithHalfOfACharacterIsRefused() => RefuseAsync("S3cret\uD800", "half of a character");

    [Fact]
    public Task PasswordThatIsTooLongIsRefused() => RefuseAsync("S3cret" + new string('x', 4060), "too long");

    [Fact]
    public void TextOfALoginPathHidesItsPassword() =>
        Assert.DoesNotContain("S3cret", new LoginPath { Name = "prod", Password = new Secret("S3cret") }.ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task ConcurrentWritersLoseNothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() =>
            new LoginPathFile(_path, TimeProvider.System).SetAsync(new LoginPath { Name = $"p{i}", User = "u" }, CancellationToken.None))));
        Assert.Equal(40, (await _file.ReadAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task LockThatIsNeverGivenUpIsAnError()
    {
        using var held = await LoginPathLock.AcquireAsync(_path, TimeProvider.System, CancellationToken.None);
        var time = new LeapingTime();
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => new LoginPathFile(_path, time).SetAsync(new LoginPath { Name = "prod", User = "u" }, CancellationToken.None));
        Assert.Equal(ErrorId.LoginPathFileBusy, error.Id);
        Assert.False(File.Exists(_path));
    }

    [Fact]
    public async Task WaitForTheLockCanBeCancelled()
    {
        using var held = await LoginPathLock.AcquireAsync(_path, TimeProvider.System, CancellationToken.None);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _file.SetAsync(new LoginPath { Name = "prod", User = "u" }, cancel.Token));
    }

    [Fact]
    public async Task FolderThatIsNotThereIsNamed()
    {
        if (OperatingSystem.IsWindows())
            return;
        var file = new LoginPathFile(_folder.File("none/.mylogin.cnf"), TimeProvider.System);
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => file.SetAsync(new LoginPath { Name = "prod", User = "u" }, CancellationToken.None));
        Assert.Equal(ErrorId.FileFailed, error.Id);
    }

    private async Task RefuseAsync(string password, string problem)
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => SetAsync(new LoginPath { Name = "prod", Password = new Secret(password) }));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("S3cret", error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(_path));
    }

    private Task SetAsync(LoginPath path) => _file.SetAsync(path, CancellationToken.None);

    private async Task WriteAsync(byte[] content)
    {
        await File.WriteAllBytesAsync(_path, content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>A clock on which every look takes a minute.</summary>
    private sealed class LeapingTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += TimeSpan.TicksPerMinute;
    }
}
