using System.IO.Compression;
using System.Text;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Delimited;
using MySqlOps.Engine.Tests.Connect;

namespace MySqlOps.Engine.Tests.Load.Delimited;

public sealed class DelimitedSourceTests : IDisposable
{
    private static readonly DelimitedLoadOptions Options = new() { File = new DelimitedOptions { Format = DelimitedFormat.Csv }, ChunkBytes = 300, Binary = BinaryText.Hex };
    private static readonly string Rows = $"id,raw\n{string.Concat(Enumerable.Range(1, 500).Select(id => $"{id},\"{id:X8}\"\n"))}";

    private static readonly TableDefinition Table = new()
    {
        Name = new ObjectName("db", "t"),
        Engine = "InnoDB",
        CreateStatement = "",
        Columns = [Column("id", "int"), Column("raw", "blob")],
        Indexes = [],
        Partitions = [],
        EstimatedRows = 0,
        AverageRowBytes = 0,
        DataBytes = 0,
    };

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ChunksTogetherAreTheFileInWhateverOrderTheyAreRead(bool isPacked)
    {
        var path = Write(Rows, isPacked);
        await using var source = await DelimitedSource.OpenAsync(path, Table, Options, SilentObserver.Instance, CancellationToken.None);
        var chunks = source.Manifest.Databases[0].Tables[0].Chunks;
        Assert.True(chunks.Count > 5);
        Assert.Equal(500, chunks.Sum(chunk => chunk.Rows));
        var texts = new byte[chunks.Count][];
        foreach (var i in Enumerable.Range(0, chunks.Count).OrderBy(number => (number * 7) % chunks.Count))
            texts[i] = await ReadAsync(source, i);
        var expected = Enumerable.Range(1, 500).SelectMany(id => (byte[])[.. Encoding.ASCII.GetBytes($"{id}\t"), .. Escape([0, 0, (byte)(id >> 8), (byte)id]), (byte)'\n']);
        Assert.Equal(expected, texts.SelectMany(text => text));
    }

    [Fact]
    public async Task SameFileIsTheSameExportAndAnotherIsNot()
    {
        var first = await IdAsync(Write(Rows));
        Assert.Equal(first, await IdAsync(Write(Rows)));
        Assert.NotEqual(first, await IdAsync(Write(Rows.Replace("00000007", "00000008", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task FileThatChangesMeanwhileIsAnError()
    {
        var path = Write(Rows);
        await using var source = await DelimitedSource.OpenAsync(path, Table, Options, SilentObserver.Instance, CancellationToken.None);
        Write(Rows.Replace("00000007", "00000008", StringComparison.Ordinal));
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ReadAsync(source, 0));
        Assert.Equal(ErrorId.LoadFileInvalid, error.Id);
    }

    [Theory]
    [InlineData(BinaryText.Hex, "1,0x0g\n")]
    [InlineData(BinaryText.Hex, "1,abc\n")]
    [InlineData(BinaryText.Base64, "1,abc\n")]
    [InlineData(BinaryText.Base64, "1,====\n")]
    public async Task CellThatIsNotWrittenAsBytesShouldBeIsNamed(BinaryText binary, string row)
    {
        var path = Write($"id,raw\n{row}");
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => DelimitedSource.OpenAsync(path, Table, Options with { Binary = binary }, SilentObserver.Instance, CancellationToken.None));
        Assert.Equal(ErrorId.LoadRowInvalid, error.Id);
        Assert.Contains("line 2, row 1: the cell for raw", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BinaryText.Hex, "0xFF5c09", "/1wJ")]
    [InlineData(BinaryText.Base64, "/1wJ", "/1wJ")]
    [InlineData(BinaryText.Hex, "\"\"", "")]
    public async Task BytesAreDecoded(BinaryText binary, string cell, string base64)
    {
        await using var source = await DelimitedSource.OpenAsync(Write($"id,raw\n1,{cell}\n"), Table, Options with { Binary = binary }, SilentObserver.Instance, CancellationToken.None);
        byte[] expected = [.. "1\t"u8, .. Escape(Convert.FromBase64String(base64)), (byte)'\n'];
        Assert.Equal(expected, await ReadAsync(source, 0));
    }

    private static byte[] Escape(byte[] bytes) =>
        [.. bytes.SelectMany(value => value switch { (byte)'\t' => "\\t"u8.ToArray(), (byte)'\n' => "\\n"u8.ToArray(), (byte)'\\' => "\\\\"u8.ToArray(), _ => [value] })];

    private static ColumnDefinition Column(string name, string type) => new() { Name = name, DataType = type, ColumnType = type, IsNullable = true };

    private static async Task<byte[]> ReadAsync(DelimitedSource source, int chunk)
    {
        var database = source.Manifest.Databases[0];
        await using var reading = await source.OpenChunkAsync(database, database.Tables[0], database.Tables[0].Chunks[chunk], CancellationToken.None);
        using var text = new MemoryStream();
        await reading.Text.CopyToAsync(text);
        return text.ToArray();
    }

    private static async Task<Guid> IdAsync(string path)
    {
        await using var source = await DelimitedSource.OpenAsync(path, Table, Options, SilentObserver.Instance, CancellationToken.None);
        return source.Manifest.Id;
    }

    private string Write(string text, bool isPacked = false)
    {
        var path = _folder.File("rows.csv");
        using var file = File.Create(path);
        using Stream target = isPacked ? new GZipStream(file, CompressionLevel.Fastest) : file;
        target.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }
}
