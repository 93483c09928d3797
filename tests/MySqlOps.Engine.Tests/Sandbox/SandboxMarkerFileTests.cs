using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.Tests.Connect;

namespace MySqlOps.Engine.Tests.Sandbox;

/// <summary>The marker is what permits deleting: only a whole one of ours counts.</summary>
public sealed class SandboxMarkerFileTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();
    private readonly SandboxFolder _folder;

    public SandboxMarkerFileTests()
    {
        _folder = SandboxFolder.Of(_scratch.Path, 3310);
        Directory.CreateDirectory(_folder.Path);
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task AMarkerIsReadAsItWasWritten()
    {
        await SandboxMarkerFile.WriteAsync(_folder, Marker(), CancellationToken.None);

        Assert.Equal(Marker(), await SandboxMarkerFile.ReadAsync(_folder, CancellationToken.None));
        Assert.False(SandboxMarkerFile.IsBarelyBegun(_folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"product\":\"MySqlOps sandbox\"}")]
    public async Task ADamagedMarkerProvesNothing(string text)
    {
        await File.WriteAllTextAsync(_folder.Marker, text);

        Assert.Null(await SandboxMarkerFile.ReadAsync(_folder, CancellationToken.None));
    }

    [Theory]
    [InlineData("MySqlOps sandbox", "Another sandbox")]
    [InlineData("\"format\": 1", "\"format\": 2")]
    [InlineData("\"port\": 3310", "\"port\": 3311")]
    [InlineData("\"ready\"", "\"unheard-of\"")]
    public async Task AMarkerOfAnotherProductFormatOrFolderProvesNothing(string here, string there)
    {
        await SandboxMarkerFile.WriteAsync(_folder, Marker(), CancellationToken.None);
        var text = await File.ReadAllTextAsync(_folder.Marker);
        Assert.Contains(here, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_folder.Marker, text.Replace(here, there, StringComparison.Ordinal));

        Assert.Null(await SandboxMarkerFile.ReadAsync(_folder, CancellationToken.None));
    }

    [Fact]
    public async Task EveryMutationIsAMarkerOrNone()
    {
        await SandboxMarkerFile.WriteAsync(_folder, Marker(), CancellationToken.None);
        var bytes = await File.ReadAllBytesAsync(_folder.Marker);
        var random = new Random(20261122);
        for (var i = 0; i < 500; i++)
        {
            var mutated = (byte[])bytes.Clone();
            for (var j = random.Next(1, 4); j > 0; j--)
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            await File.WriteAllBytesAsync(_folder.Marker, mutated[..random.Next(mutated.Length + 1)]);

            var marker = await SandboxMarkerFile.ReadAsync(_folder, CancellationToken.None);

            Assert.True(marker is null || marker.Port == _folder.Port);
        }
    }

    [Fact]
    public async Task ALinkedFolderOrMarkerProvesNothing()
    {
        await SandboxMarkerFile.WriteAsync(_folder, Marker(), CancellationToken.None);
        var elsewhere = Path.Combine(_scratch.Path, "elsewhere");
        Directory.CreateDirectory(Path.Combine(elsewhere, "linked"));
        Directory.CreateSymbolicLink(Path.Combine(elsewhere, "3310"), _folder.Path);
        var linkedMarker = SandboxFolder.Of(Path.Combine(elsewhere, "linked"), 3310);
        Directory.CreateDirectory(linkedMarker.Path);
        File.CreateSymbolicLink(linkedMarker.Marker, _folder.Marker);

        Assert.Null(await SandboxMarkerFile.ReadAsync(SandboxFolder.Of(elsewhere, 3310), CancellationToken.None));
        Assert.Null(await SandboxMarkerFile.ReadAsync(linkedMarker, CancellationToken.None));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("mysqlops-sandbox.json.new", true)]
    [InlineData("thesis.txt", false)]
    public async Task OnlyAFolderWithNothingInItIsBarelyBegun(string file, bool begun)
    {
        if (file.Length > 0)
            await File.WriteAllTextAsync(Path.Combine(_folder.Path, file), "{");

        Assert.Equal(begun, SandboxMarkerFile.IsBarelyBegun(_folder));
    }

    private static SandboxMarker Marker() => new()
    {
        State = MarkerState.Ready,
        Worker = new ProcessIdentity(1, DateTimeOffset.UnixEpoch),
        Port = 3310,
        ServerId = 3310,
        MysqldPath = "/usr/sbin/mysqld",
        Version = "9.7.4",
    };
}
