using System.Text;
using System.Text.Json;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Dump.Folder;

public sealed class ManifestFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mysqlops-manifest-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task ManifestComesBackAsItWas()
    {
        await ManifestFile.BeginAsync(_folder.FullName, CancellationToken.None);
        await ManifestFile.WriteAsync(_folder.FullName, Manifests.Of(), CancellationToken.None);
        var read = await ManifestFile.ReadAsync(_folder.FullName, CancellationToken.None);

        Assert.Equal(Text(Manifests.Of()), Text(read));
        Assert.Equal(["manifest.json"], _folder.GetFiles().Select(file => file.Name));
    }

    [Fact]
    public void EnumsAreWords()
    {
        Assert.Contains("\"method\": \"TableLocks\"", Text(Manifests.Of()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FolderWithoutAManifestIsNoExport()
    {
        await ManifestFile.BeginAsync(_folder.FullName, CancellationToken.None);
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ManifestFile.ReadAsync(_folder.FullName, CancellationToken.None));

        Assert.Equal(ErrorId.ExportIncomplete, error.Id);
        Assert.Contains("manifest.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.FullName, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NewerFormatIsNamed()
    {
        Assert.Equal(ErrorId.ExportUnsupported, Refused("""{"format": "MySqlOps export", "formatVersion": 2, "whatever": []}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"format": "something else", "formatVersion": 1}""")]
    [InlineData("""{"format": "MySqlOps export", "formatVersion": 1}""")]
    [InlineData("""{"format": "MySqlOps export", "formatVersion": "1"}""")]
    [InlineData("""{"format": 7, "formatVersion": 1}""")]
    public void DamagedManifestIsNamed(string text)
    {
        Assert.Equal(ErrorId.ExportDamaged, Refused(text));
    }

    [Fact]
    public void NullInAListIsDamage()
    {
        Assert.Equal(ErrorId.ExportDamaged, Refused(Text(Manifests.Of()).Replace("\"views\": []", "\"views\": [null]", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("a//b")]
    [InlineData("C:/b")]
    [InlineData("a\\b")]
    [InlineData("")]
    public void FileOutsideOfTheFolderIsRefused(string path)
    {
        Assert.Equal(ErrorId.ExportDamaged, Refused(Text(Manifests.Of(path))));
    }

    [Fact]
    public void MutatedManifestGivesAValueOrOneNamedError()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var whole = Encoding.UTF8.GetBytes(Text(Manifests.Of()));
        for (var i = 0; i < 5000; i++)
        {
            var text = (byte[])whole.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
                text[random.Next(text.Length)] = (byte)random.Next(256);
            var error = Record.Exception(() => ManifestFile.Parse("/x/manifest.json", random.Next(2) == 0 ? text : text[..random.Next(text.Length)]));
            Assert.True(error is null or MySqlOpsException { Id: ErrorId.ExportDamaged or ErrorId.ExportUnsupported }, $"seed {seed}: {error}");
        }
    }

    private static string Text(MySqlOps.Engine.Dump.Manifest.ExportManifest manifest) => JsonSerializer.Serialize(manifest, ManifestContext.Default.ExportManifest);

    private static ErrorId Refused(string text) => Assert.Throws<MySqlOpsException>(() => ManifestFile.Parse("/x/manifest.json", Encoding.UTF8.GetBytes(text))).Id;
}
