using System.IO.Compression;
using System.Text;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Files;
using MySqlOps.Engine.Tests.Connect;

namespace MySqlOps.Engine.Tests.Load.Files;

public sealed class LoadFileTests : IDisposable
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(number => $"Zeile {number} äöü 😀\n")));

    private readonly ScratchFolder _folder = new();

    public static TheoryData<string, byte[]> Packed { get; } = new()
    {
        { "zstd", [0x28, 0xB5, 0x2F, 0xFD, 0, 0, 0] },
        { "xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0] },
        { "bzip2", "BZh91AY&SY"u8.ToArray() },
        { "lz4", [0x04, 0x22, 0x4D, 0x18, 0, 0] },
        { "zip", [0x50, 0x4B, 0x03, 0x04, 0, 0] },
        { "7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C] },
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PlainFileIsReadAsItIs() => Assert.Equal(Text, await ReadAsync(Text));

    [Fact]
    public async Task GzipIsUnpackedWhateverItsName() => Assert.Equal(Text, await ReadAsync(Gzip(Text)));

    [Fact]
    public async Task GzipMembersFollowOneAnother() =>
        Assert.Equal(Text, await ReadAsync([.. Gzip(Text[..1000]), .. Gzip([]), .. Gzip(Text[1000..])]));

    [Fact]
    public async Task CutGzipIsAnError()
    {
        var packed = Gzip(Text);
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ReadAsync(packed[..(packed.Length / 2)]));
        Assert.Equal(ErrorId.LoadFileInvalid, error.Id);
    }

    [Fact]
    public async Task DamagedGzipIsAnErrorOfOurs()
    {
        var packed = Gzip(Text);
        for (var i = 2; i < packed.Length; i += Math.Max(1, packed.Length / 200))
        {
            var damaged = packed.ToArray();
            damaged[i] ^= 0x55;
            var error = await Record.ExceptionAsync(() => ReadAsync(damaged));
            Assert.True(error is null or MySqlOpsException { Id: ErrorId.LoadFileInvalid }, $"byte {i}: {error}");
        }
    }

    [Theory]
    [MemberData(nameof(Packed))]
    public async Task OtherPackersAreRefusedByName(string packer, byte[] head)
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ReadAsync(head));
        Assert.Equal(ErrorId.LoadFileInvalid, error.Id);
        Assert.Contains($"packed by {packer}.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public async Task WideTextWithAMarkBecomesUtf8(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] content = [.. encoding.GetPreamble(), .. encoding.GetBytes(Encoding.UTF8.GetString(Text))];
        byte[] expected = [.. "\uFEFF"u8, .. Text];
        Assert.Equal(expected, await ReadAsync(content));
        Assert.Equal(expected, await ReadAsync(Gzip(content)));
    }

    [Fact]
    public async Task NamedEncodingIsTranscoded() =>
        Assert.Equal("Müller €"u8.ToArray(), await ReadAsync([0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72, 0x20, 0x80], LoadFile.FindEncoding("windows-1252")));

    [Fact]
    public async Task BytesThatAreNoTextInTheNamedEncodingAreAnError()
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ReadAsync([0x82, 0xA0, 0x82, 0x20], LoadFile.FindEncoding("shift_jis")));
        Assert.Equal(ErrorId.LoadFileInvalid, error.Id);
    }

    [Fact]
    public void UnknownEncodingIsAnErrorOfOurs() =>
        Assert.Equal(ErrorId.LoadFileInvalid, Assert.Throws<MySqlOpsException>(() => LoadFile.FindEncoding("klingon")).Id);

    [Fact]
    public async Task MissingFileIsAnErrorOfOurs()
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => LoadFile.OpenAsync(_folder.File("none"), null, CancellationToken.None));
        Assert.Equal(ErrorId.FileFailed, error.Id);
    }

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }

    private async Task<byte[]> ReadAsync(byte[] content, Encoding? encoding = null)
    {
        var path = _folder.File("input");
        await File.WriteAllBytesAsync(path, content);
        await using var file = await LoadFile.OpenAsync(path, encoding, CancellationToken.None);
        using var read = new MemoryStream();
        while (await file.Text.FillAsync(CancellationToken.None))
        {
            read.Write(file.Text.Bytes);
            file.Text.Advance(file.Text.Bytes.Length);
        }

        Assert.Equal(content.Length, file.PositionBytes);
        return read.ToArray();
    }
}
