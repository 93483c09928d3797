using System.Security.Cryptography;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Dump.Folder;

public sealed class HashedFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mysqlops-hashed-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task FileHasItsNameOnlyOnceItIsWhole()
    {
        var file = new HashedFile(_folder.FullName, "a.tsv");
        await file.WriteAsync("abc"u8.ToArray());
        Assert.Equal(["a.tsv.partial"], Names());
        var whole = await file.CompleteAsync();
        await file.DisposeAsync();

        Assert.Equal(["a.tsv"], Names());
        Assert.Equal(new ExportedFile("a.tsv", 3, Convert.ToHexStringLower(SHA256.HashData("abc"u8))), whole);
    }

    [Fact]
    public async Task FileThatIsNotWholeIsRemoved()
    {
        await using (var file = new HashedFile(_folder.FullName, "a.tsv"))
            await file.WriteAsync("abc"u8.ToArray());

        Assert.Empty(Names());
    }

    [Fact]
    public async Task FullDiskIsNamedWithThePath()
    {
        if (!File.Exists("/dev/full"))
            return;
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "a.tsv.partial"), "/dev/full");
        await using var file = new HashedFile(_folder.FullName, "a.tsv");
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => file.WriteAsync("abc"u8.ToArray()).AsTask());

        Assert.Equal(ErrorId.FileFailed, error.Id);
        Assert.Contains(Path.Combine(_folder.FullName, "a.tsv"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadingProvesTheFile()
    {
        await using var file = new HashedFile(_folder.FullName, "a.tsv");
        await file.WriteAsync("abc"u8.ToArray());
        var whole = await file.CompleteAsync();

        Assert.Null(await Record.ExceptionAsync(() => ReadAsync(whole)));
        Assert.Equal(ErrorId.ExportDamaged, (await Assert.ThrowsAsync<MySqlOpsException>(() => ReadAsync(whole with { Sha256 = new string('0', 64) }))).Id);
        Assert.Equal(ErrorId.ExportDamaged, (await Assert.ThrowsAsync<MySqlOpsException>(() => ReadAsync(whole with { Bytes = 4 }))).Id);
        Assert.Equal(ErrorId.ExportDamaged, (await Assert.ThrowsAsync<MySqlOpsException>(() => ReadAsync(whole with { Path = "b.tsv" }))).Id);
    }

    private async Task ReadAsync(ExportedFile file)
    {
        await using var stream = new CheckedFile(_folder.FullName, file);
        await stream.CopyToAsync(Stream.Null);
    }

    private string[] Names() => [.. _folder.GetFiles().Select(file => file.Name)];
}
