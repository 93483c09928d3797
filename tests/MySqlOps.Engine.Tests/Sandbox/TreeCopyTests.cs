using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.Tests.Connect;

namespace MySqlOps.Engine.Tests.Sandbox;

/// <summary>Copying a data directory, holes and all.</summary>
public sealed class TreeCopyTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(65536, 65536)]
    [InlineData(65537, 65536)]
    [InlineData(300000, 100000)]
    [InlineData(300000, 300000)]
    public async Task EveryByteIsCopied(int length, int zeros)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        content.AsSpan(length - zeros).Clear();
        _scratch.Write("from/sub/file", "");
        await File.WriteAllBytesAsync(_scratch.File("from/sub/file"), content);

        await TreeCopy.CopyAsync(_scratch.File("from"), _scratch.File("to"), CancellationToken.None);

        Assert.Equal(content, await File.ReadAllBytesAsync(_scratch.File("to/sub/file")));
    }

    [UnixFact]
    public async Task FilesKeepTheirModesAndFoldersArePrivate()
    {
        if (OperatingSystem.IsWindows())
            return;
        var file = _scratch.Write("from/file", "x");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        await TreeCopy.CopyAsync(_scratch.File("from"), _scratch.File("to"), CancellationToken.None);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead, File.GetUnixFileMode(_scratch.File("to/file")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_scratch.File("to")));
    }

    [Fact]
    public async Task ACancelledCopyStops()
    {
        _scratch.Write("from/file", "x");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TreeCopy.CopyAsync(_scratch.File("from"), _scratch.File("to"), new CancellationToken(canceled: true)));
    }
}
