using MySqlOps.Engine.Compare.Rows.Digests;
using MySqlOps.Engine.Dump.Chunks;

namespace MySqlOps.Engine.Compare.Rows.Reading;

/// <summary>
/// Compares chunks: both sides at once, first by their sums, and where these differ by the hashes of their rows. A chunk whose hashes are too many to keep is cut again, or
/// dealt out in shares where it can't be cut.
/// </summary>
internal sealed class ChunkComparer(WorkerSessions sessions, RowScope scope)
{
    /// <summary>Bytes of rows that are fetched at once.</summary>
    private const long FetchBytes = 4 * 1024 * 1024;

    private const int MostKeys = 200;
    private const int LeastHashes = 1000;
    private const int MostShares = 1 << 16;

    private readonly RowPrints _sourcePrints = new(scope.KeepBytes);
    private readonly RowPrints _targetPrints = new(scope.KeepBytes);
    private readonly SlotReader _slots = new(sessions, scope);
    private readonly ServerDigest _server = new(sessions);

    /// <summary>Compares a chunk.</summary>
    public async Task CompareAsync(RowChunk chunk, CancellationToken cancellationToken)
    {
        if (scope.HashesOnServers && await _server.FindEqualAsync(chunk, cancellationToken).ConfigureAwait(false) is { } equal)
        {
            chunk.Table.AddRows(equal);
            return;
        }

        var (source, target) = await ReadAsync(chunk, RowShare.All, cancellationToken).ConfigureAwait(false);
        chunk.Table.AddRows(source.Rows);
        await JudgeAsync(chunk, source, target, cancellationToken).ConfigureAwait(false);
    }

    private async Task CompareAgainAsync(RowChunk chunk, CancellationToken cancellationToken)
    {
        var (source, target) = await ReadAsync(chunk, RowShare.All, cancellationToken).ConfigureAwait(false);
        await JudgeAsync(chunk, source, target, cancellationToken).ConfigureAwait(false);
    }

    private async Task JudgeAsync(RowChunk chunk, RowDigest source, RowDigest target, CancellationToken cancellationToken)
    {
        if (source.HasSameRows(target) || chunk.Table.HasFailed)
            return;
        if (!source.Prints.IsFull && !target.Prints.IsFull)
        {
            await ResolveAsync(chunk, RowBytes(source, target), cancellationToken).ConfigureAwait(false);
            return;
        }

        var most = Math.Max(source.Rows, target.Rows);
        var kept = Math.Max(1, Math.Max(source.Prints.IsFull ? source.Prints.Count : 0, target.Prints.IsFull ? target.Prints.Count : 0) / 2);
        if (chunk.Table.Pair.Key?.Chunks is null || !await SplitAsync(chunk, source.Rows < target.Rows, kept, cancellationToken).ConfigureAwait(false))
            await DealOutAsync(chunk, (most / kept) + 1, cancellationToken).ConfigureAwait(false);
    }

    private async Task<(RowDigest Source, RowDigest Target)> ReadAsync(RowChunk chunk, RowShare share, CancellationToken cancellationToken)
    {
        var pair = chunk.Table.Pair;
        _sourcePrints.Clear();
        _targetPrints.Clear();
        var source = new RowDigest(pair.KeyLength, scope.Seed, _sourcePrints, scope.SourceThrottle) { Share = share };
        var target = new RowDigest(pair.KeyLength, scope.Seed, _targetPrints, scope.TargetThrottle) { Share = share };
        await Task.WhenAll(
            sessions.Source.ReadAsync(pair.Source.ComparedQuery(chunk.Condition), source, cancellationToken),
            sessions.Target.ReadAsync(pair.Target.ComparedQuery(chunk.Condition), target, cancellationToken)).ConfigureAwait(false);
        scope.Tally.AddBytes(source.Bytes + target.Bytes);
        return (source, target);
    }

    /// <summary>Cuts a chunk by the key of the side that has more rows in it.</summary>
    /// <returns>False when it has no border.</returns>
    private async Task<bool> SplitAsync(RowChunk chunk, bool byTarget, int rows, CancellationToken cancellationToken)
    {
        var pair = chunk.Table.Pair;
        var side = byTarget ? pair.Target : pair.Source;
        var key = pair.Key!.Chunks! with { Index = side.Index! };
        var reader = new KeyReader(byTarget ? sessions.Target : sessions.Source, side.Name, key, partition: null);
        var within = chunk.Condition is null ? null : $"({chunk.Condition})";
        string? from = null;
        while (!chunk.Table.HasFailed && await reader.SkipAsync(KeyCondition.All(within, from), rows, cancellationToken).ConfigureAwait(false) is { } border)
        {
            // No range holds NULL: it belongs to the first.
            var before = KeyCondition.Before(key.Parts, border);
            var upper = from is null && key.IsNullable ? $"({before} OR {key.Parts[0].Quoted} IS NULL)" : before;
            await CompareAgainAsync(chunk with { Condition = KeyCondition.All(within, from, upper) }, cancellationToken).ConfigureAwait(false);
            from = KeyCondition.From(key.Parts, border);
        }

        if (from is null)
            return false;
        await CompareAgainAsync(chunk with { Condition = KeyCondition.All(within, from) }, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task DealOutAsync(RowChunk chunk, long shares, CancellationToken cancellationToken)
    {
        if (shares > MostShares)
        {
            chunk.Table.Fail("It has no key by which it can be cut, and more rows that differ than can be looked through.");
            return;
        }

        for (var number = 0; number < shares && !chunk.Table.HasFailed; number++)
        {
            var (source, target) = await ReadAsync(chunk, new RowShare(number, (int)shares), cancellationToken).ConfigureAwait(false);
            if (source.Prints.IsFull || target.Prints.IsFull)
            {
                // Rows that are all the same come into one share, however many there are.
                chunk.Table.Fail("It has no key, differs, and has so many equal rows that they can't be counted in memory.");
                return;
            }

            await ResolveAsync(chunk, RowBytes(source, target), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Finds out which of the rows that were kept differ, and reports them.</summary>
    private async Task ResolveAsync(RowChunk chunk, long rowBytes, CancellationToken cancellationToken)
    {
        var table = chunk.Table;
        var differences = PrintMatcher.Match(_sourcePrints, _targetPrints);
        foreach (var keys in differences.Keys.Chunk((int)Math.Clamp(FetchBytes / rowBytes, 1, MostKeys)))
        {
            if (table.HasFailed)
                return;
            if (table.IsFull)
                table.Report(keys.Length);
            else
                await ReportAsync(table, await _slots.ByKeysAsync(table, keys, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }

        foreach (var hashes in differences.Loose.Keys.Chunk((int)Math.Clamp(scope.KeepBytes / rowBytes, LeastHashes, int.MaxValue)))
        {
            if (table.HasFailed)
                return;
            if (table.IsFull)
                table.Report(hashes.Sum(hash => Math.Abs(differences.Loose[hash])));
            else
                await ReportAsync(table, await _slots.ByHashesAsync(table, chunk.Condition, hashes.ToHashSet(), cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReportAsync(TableProgress table, IReadOnlyList<Findings.RowSlot> slots, CancellationToken cancellationToken)
    {
        foreach (var slot in slots)
            await scope.Findings.ReportAsync(table, slot, cancellationToken).ConfigureAwait(false);
    }

    private static long RowBytes(RowDigest source, RowDigest target) => Math.Max(1, (source.Bytes + target.Bytes) / Math.Max(1, source.Rows + target.Rows));
}
