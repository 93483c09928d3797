using System.Runtime.Versioning;
using MySqlOps.Engine.Connect.LoginPaths;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Connect.LoginPaths;

[UnsupportedOSPlatform("windows")]
public sealed class LoginPathModeTests : IDisposable
{
    private static readonly LoginPath Prod = new() { Name = "prod", User = "u" };

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task OnlyTheOwnerMayReadWhatIsWritten()
    {
        var path = _folder.File(".mylogin.cnf");
        await new LoginPathFile(path, TimeProvider.System).SetAsync(Prod, CancellationToken.None);
        foreach (var file in Directory.GetFiles(_folder.Path))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal([path, $"{path}.lock"], Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
    }

    [UnixFact]
    public async Task FileThatOthersMayUseIsRefused()
    {
        var path = _folder.File(".mylogin.cnf");
        var file = new LoginPathFile(path, TimeProvider.System);
        await file.SetAsync(Prod, CancellationToken.None);
        var before = await File.ReadAllBytesAsync(path);
        UnixFileMode[] modes =
        [
            UnixFileMode.UserExecute, UnixFileMode.GroupRead, UnixFileMode.GroupWrite, UnixFileMode.GroupExecute,
            UnixFileMode.OtherRead, UnixFileMode.OtherWrite, UnixFileMode.OtherExecute,
        ];
        foreach (var mode in modes)
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | mode);
            Func<Task>[] uses = [() => file.ReadAsync(CancellationToken.None), () => file.SetAsync(Prod, CancellationToken.None), () => file.RemoveAsync("prod", CancellationToken.None)];
            foreach (var use in uses)
            {
                var error = await Assert.ThrowsAsync<MySqlOpsException>(use);
                Assert.Equal(ErrorId.LoginPathFileUnsafe, error.Id);
                Assert.Contains($"chmod 600 {path}", error.Message, StringComparison.Ordinal);
            }
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(path));
    }

    [UnixFact]
    public async Task SymbolicLinkStaysOne()
    {
        var target = _folder.File("real.cnf");
        var link = _folder.File(".mylogin.cnf");
        File.CreateSymbolicLink(link, target);
        var file = new LoginPathFile(link, TimeProvider.System);
        await file.SetAsync(Prod, CancellationToken.None);
        await file.SetAsync(Prod with { Name = "two" }, CancellationToken.None);
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.Equal(2, (await new LoginPathFile(target, TimeProvider.System).ReadAsync(CancellationToken.None)).Count);
    }
}
