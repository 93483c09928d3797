using System.Globalization;
using System.Runtime.CompilerServices;
using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Dump.Chunks;

/// <summary>
/// Cuts a table into chunks that hold every row once: neighbours share their boundary, the first has no lower end and the last no upper. Chunks come as they are found,
/// so that reading starts at once. A small table, one without a usable key, and one that has no snapshot is one chunk, and nothing is asked for it.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="chunkBytes">Bytes of data wanted in a chunk.</param>
/// <param name="openReader">Gives the reader of a partition, or for null of the table.</param>
internal sealed class ChunkPlanner(TableDefinition table, long chunkBytes, Func<string?, IKeyReader> openReader)
{
    /// <summary>What is not larger than so many chunks is not cut.</summary>
    private const double WorthCutting = 1.5;

    /// <summary>The row length where the server knows none, as MySQL Shell takes it.</summary>
    private const long UnknownRowBytes = 256;

    /// <summary>Partitions are read one by one when they are on average at least this part of a chunk; smaller ones would make too many files.</summary>
    private const int PartitionsPerChunk = 4;

    private readonly long _rowBytes = table.AverageRowBytes > 0 ? table.AverageRowBytes : UnknownRowBytes;

    /// <summary>The key by which the table is cut; null when it is read as one stream.</summary>
    public ChunkKey? Key { get; } = SnapshotEngines.Has(table.Engine) ? ChunkKey.Choose(table) : null;

    /// <summary>The table's bytes by the server's statistics.</summary>
    public long EstimatedBytes => Math.Max(table.DataBytes, table.EstimatedRows * _rowBytes);

    private long TargetRows => Math.Max(1, chunkBytes / _rowBytes);

    private bool GoesByPartition => table.Partitions.Count > 1 && EstimatedBytes / table.Partitions.Count >= chunkBytes / PartitionsPerChunk;

    /// <summary>The chunks, in the key's order.</summary>
    public async IAsyncEnumerable<ChunkRange> PlanAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Key is null || !IsWorthCutting(EstimatedBytes))
        {
            yield return ChunkRange.Whole;
            yield break;
        }

        foreach (var partition in PartitionsToRead())
        {
            var reader = openReader(partition);
            var rows = partition is null ? table.EstimatedRows : await reader.EstimateAsync(null, cancellationToken).ConfigureAwait(false);
            var conditions = partition is not null && !IsWorthCutting(rows * _rowBytes)
                ? OneAsync()
                : Key.Parts[0].Kind == KeyValueKind.Integer
                    ? CutByNumbersAsync(reader, Key, rows, cancellationToken)
                    : WalkAsync(reader, Key.Parts, rest: null, cancellationToken);
            var isFirst = true;
            await foreach (var condition in conditions.ConfigureAwait(false))
            {
                yield return new ChunkRange(isFirst && condition is not null && Key.IsNullable ? $"({condition} OR {Key.Parts[0].Quoted} IS NULL)" : condition, partition);
                isFirst = false;
            }
        }
    }

    /// <summary>The partitions to read one by one; null stands for all together.</summary>
    private IEnumerable<string?> PartitionsToRead()
    {
        if (GoesByPartition)
            return table.Partitions;
        return [null];
    }

    private bool IsWorthCutting(long bytes) => bytes > chunkBytes * WorthCutting;

    private static IAsyncEnumerable<string?> OneAsync() => new string?[] { null }.ToAsyncEnumerable();

    private async IAsyncEnumerable<string?> CutByNumbersAsync(IKeyReader reader, ChunkKey key, long rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await reader.ReadEdgesAsync(cancellationToken).ConfigureAwait(false) is not var (least, greatest))
        {
            yield return null;
            yield break;
        }

        var isAlone = key.Parts.Count == 1;
        var column = key.Parts[0].Quoted;
        var spans = new IntegerSpans(TargetRows, isAlone, (from, to, token) => reader.EstimateAsync($"{column} >= {Text(from)} AND {column} <= {Text(to)}", token));
        await foreach (var span in spans.CutAsync(new IntegerSpan(least, greatest, rows), cancellationToken).ConfigureAwait(false))
        {
            var condition = KeyCondition.All(
                span.From == least ? null : $"{column} >= {Text(span.From)}",
                span.To == greatest ? null : $"{column} <= {Text(span.To)}");

            // One value of a composite key's first column that alone fills chunks: on with its other columns.
            if (!isAlone && span.Width == 1 && IsWorthCutting(span.Rows * _rowBytes))
            {
                await foreach (var inner in WalkAsync(reader, [.. key.Parts.Skip(1)], $"{column} = {Text(span.From)}", cancellationToken).ConfigureAwait(false))
                    yield return inner;
            }
            else
            {
                yield return condition;
            }
        }
    }

    /// <summary>Goes through the index, from each boundary to the row that is a chunk's rows later.</summary>
    private async IAsyncEnumerable<string?> WalkAsync(IKeyReader reader, IReadOnlyList<ChunkKeyPart> parts, string? rest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? from = null;
        while (await reader.SkipAsync(KeyCondition.All(rest, from), TargetRows, cancellationToken).ConfigureAwait(false) is { } literals)
        {
            var place = literals.Skip(literals.Count - parts.Count).ToList();
            yield return KeyCondition.All(rest, from, KeyCondition.Before(parts, place));
            from = KeyCondition.From(parts, place);
        }

        yield return KeyCondition.All(rest, from);
    }

    private static string Text(Int128 number) => number.ToString(CultureInfo.InvariantCulture);
}
