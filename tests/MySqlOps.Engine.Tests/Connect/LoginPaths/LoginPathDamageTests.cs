using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Connect.LoginPaths;
using MySqlOps.Engine.Foundation;
using Xunit.Abstractions;

namespace MySqlOps.Engine.Tests.Connect.LoginPaths;

public sealed class LoginPathDamageTests(ITestOutputHelper output) : IDisposable
{
    private const int Mutations = 5_000;
    private const string Password = "S3cret-Pass";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("plain text, longer than the head", "four zero bytes")]
    [InlineData("short", "its head alone")]
    [InlineData("\0\0\0\0aaaaaaaaaaaaaaaaaaaa\u0010\0\0\0bbbbbbbbbbbbbbbb", "does not decrypt")]
    [InlineData("\0\0\0\0aaaaaaaaaaaaaaaaaaaa\u0010\0\0\0bbbb", "at byte 24 is cut off")]
    [InlineData("\0\0\0\0aaaaaaaaaaaaaaaaaaaa\0\0", "at byte 24 is cut off")]
    public async Task DamageIsNamedAndNothingIsChanged(string content, string problem)
    {
        var path = await WriteAsync([.. content.Select(static character => (byte)character)]);
        var file = new LoginPathFile(path, TimeProvider.System);
        Func<Task>[] uses = [() => file.ReadAsync(CancellationToken.None), () => file.SetAsync(new LoginPath { Name = "x", User = "u" }, CancellationToken.None), () => file.RemoveAsync("x", CancellationToken.None)];
        foreach (var use in uses)
        {
            var error = await Assert.ThrowsAsync<MySqlOpsException>(use);
            Assert.Equal(ErrorId.LoginPathFileInvalid, error.Id);
            Assert.Contains(problem, error.Message, StringComparison.Ordinal);
            Assert.Contains("Nothing was changed", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(content.Length, (await File.ReadAllBytesAsync(path)).Length);
    }

    [Theory]
    [InlineData("user = a\n", "before the first name")]
    [InlineData("[a\n", "not closed")]
    [InlineData("[a]\nport = x\n", "the port of the login path 'a'")]
    [InlineData("[a]\npassword = \"\u00FF\"\n", "no text in UTF-8")]
    public async Task LineThatCannotBeReadIsNamed(string text, string problem)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Select(static character => (byte)character).ToArray());
        var file = new LoginPathFile(await WriteAsync(LoginPathCipher.Encrypt(LoginPathCipher.CreateKey(), lines)), TimeProvider.System);
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => file.ReadAsync(CancellationToken.None));
        Assert.Equal(ErrorId.LoginPathFileInvalid, error.Id);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoginPathThatCannotBeReadDoesNotStandInTheWayOfOthers()
    {
        byte[][] lines = [[.. "[bad]\n"u8], [.. "port = x\n"u8], [.. "[good]\n"u8], [.. "user = u\n"u8]];
        var file = new LoginPathFile(await WriteAsync(LoginPathCipher.Encrypt(LoginPathCipher.CreateKey(), lines)), TimeProvider.System);
        Assert.Equal(new LoginPath { Name = "good", User = "u" }, await file.FindAsync("good", CancellationToken.None));
        Assert.True(await file.HasAsync("bad", CancellationToken.None));
        Assert.True(await file.RemoveAsync("bad", CancellationToken.None));
        Assert.Single(await file.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task MutatedFileIsAValueOrOneNamedError()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        LoginPath[] paths =
        [
            new() { Name = "prod", User = "root", Password = new Secret(Password), Host = "db1", Port = 3306 },
            new() { Name = "test", User = "root", Socket = "/tmp/x.sock" },
        ];
        var valid = LoginPathCipher.Encrypt(LoginPathCipher.CreateKey(), paths.SelectMany(LoginPathLines.Write));
        var errors = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var content = Mutation.Mutate(random, valid, () => (byte)random.Next(256));
            var file = new LoginPathFile(await WriteAsync([.. content]), TimeProvider.System);
            try
            {
                Assert.NotNull(await file.ReadAsync(CancellationToken.None));
            }
            catch (MySqlOpsException e)
            {
                errors++;
                Assert.Equal(ErrorId.LoginPathFileInvalid, e.Id);
                Assert.False($"{e.Message}{e.InnerException?.Message}".Contains(Password, StringComparison.Ordinal), $"seed {seed}: {e.Message}");
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}, mutation {i}: {e}");
            }
        }

        Assert.InRange(errors, Mutations / 10, Mutations);
    }

    private async Task<string> WriteAsync(byte[] content)
    {
        var path = _folder.File(".mylogin.cnf");
        await File.WriteAllBytesAsync(path, content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
