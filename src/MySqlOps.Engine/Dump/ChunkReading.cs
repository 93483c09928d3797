namespace MySqlOps.Engine.Dump;

/// <summary>A chunk that is being read.</summary>
/// <param name="text">Its LOAD DATA text, uncompressed. The read that would return the end throws ExportDamaged in its place when length or checksum do not match.</param>
/// <param name="totals">Gives the totals once the text has been read to its end.</param>
internal sealed class ChunkReading(Stream text, Func<ChunkTotals> totals) : IAsyncDisposable
{
    /// <summary>The LOAD DATA text.</summary>
    public Stream Text { get; } = text;

    /// <summary>What the chunk held. Only after <see cref="Text"/> was read to its end.</summary>
    public ChunkTotals Totals => totals();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Text.DisposeAsync();
}
