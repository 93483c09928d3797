using MySqlOps.Engine.Compare.Rows.Digests;
using MySqlOps.Engine.Compare.Rows.Findings;
using MySqlOps.Engine.Compare.Rows.Live;
using MySqlOps.Engine.Compare.Rows.Pairs;

namespace MySqlOps.Engine.Compare.Rows.Reading;

/// <summary>Reads the rows that look different, and where one side replicates from the other, looks until it is sure.</summary>
internal sealed class SlotReader(WorkerSessions sessions, RowScope scope)
{
    private readonly RowFetcher _fetcher = new(scope);

    /// <summary>The rows of these keys that differ.</summary>
    public async Task<IReadOnlyList<RowSlot>> ByKeysAsync(TableProgress table, IReadOnlyCollection<byte[]> keys, CancellationToken cancellationToken)
    {
        var pair = table.Pair;
        var slots = scope.Link is null
            ? await PairAsync(pair, keys, sessions.Source, sessions.Target, cancellationToken).ConfigureAwait(false)
            : await ConfirmKeysAsync(table, scope.Link, keys, cancellationToken).ConfigureAwait(false);
        scope.Tally.AddSettled(slots.Count(static slot => slot.IsEqual));
        return [.. slots.Where(static slot => !slot.IsEqual)];
    }

    /// <summary>The rows without a key, or with NULL in it, that fit a condition, have these hashes, and are not there equally often.</summary>
    public async Task<IReadOnlyList<RowSlot>> ByHashesAsync(TableProgress table, string? condition, IReadOnlySet<UInt128> hashes, CancellationToken cancellationToken)
    {
        var (pair, wanted, source, target) = (table.Pair, hashes, sessions.Source, sessions.Target);
        if (scope.Link is { } link)
        {
            wanted = await ConfirmHashesAsync(table, link, condition, hashes, cancellationToken).ConfigureAwait(false);
            if (wanted.Count == 0)
                return [];
            source = await sessions.LiveSourceAsync(cancellationToken).ConfigureAwait(false);
            target = await sessions.LiveTargetAsync(cancellationToken).ConfigureAwait(false);
        }

        var reading = (
            Source: _fetcher.ByHashesAsync(source, pair, false, condition, wanted, cancellationToken),
            Target: _fetcher.ByHashesAsync(target, pair, true, condition, wanted, cancellationToken));
        await Task.WhenAll(reading.Source, reading.Target).ConfigureAwait(false);
        return Count(wanted, await reading.Source.ConfigureAwait(false), await reading.Target.ConfigureAwait(false));
    }

    private static List<RowSlot> Count(IEnumerable<UInt128> hashes, WholeRows source, WholeRows target)
    {
        var onSource = source.Rows.ToDictionary(static row => row.Hash);
        var onTarget = target.Rows.ToDictionary(static row => row.Hash);
        var slots = new List<RowSlot>();
        foreach (var hash in hashes)
        {
            var (there, here) = (source.Counts.GetValueOrDefault(hash), target.Counts.GetValueOrDefault(hash));
            if (there != here)
                slots.Add((there > here ? new RowSlot(onSource[hash], null) : new RowSlot(null, onTarget[hash])) with { Count = Math.Abs(there - here), OnSource = there, OnTarget = here });
        }

        return slots;
    }

    private async Task<IReadOnlyList<RowSlot>> PairAsync(TablePair pair, IReadOnlyCollection<byte[]> keys, Connect.DataSession source, Connect.DataSession target, CancellationToken cancellationToken)
    {
        var reading = (Source: _fetcher.ByKeysAsync(source, pair, false, keys, cancellationToken), Target: _fetcher.ByKeysAsync(target, pair, true, keys, cancellationToken));
        await Task.WhenAll(reading.Source, reading.Target).ConfigureAwait(false);
        return await RowPairer.PairAsync(pair.Key!, keys, await reading.Source.ConfigureAwait(false), await reading.Target.ConfigureAwait(false), source, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<RowSlot>> ConfirmKeysAsync(TableProgress table, ReplicaLink link, IReadOnlyCollection<byte[]> keys, CancellationToken cancellationToken)
    {
        var source = await sessions.LiveSourceAsync(cancellationToken).ConfigureAwait(false);
        var target = await sessions.LiveTargetAsync(cancellationToken).ConfigureAwait(false);
        var latest = new Dictionary<byte[], WholeRow>[] { new(ByteArrayComparer.Instance), new(ByteArrayComparer.Instance) };
        var result = await ConfirmAsync(table, link, keys, ByteArrayComparer.Instance, ReadAsync, cancellationToken).ConfigureAwait(false);

        // What was read last of a confirmed row is what was confirmed.
        var confirmed = result.Confirmed.ToHashSet(ByteArrayComparer.Instance);
        return await RowPairer.PairAsync(table.Pair.Key!, confirmed, Confirmed(false), Confirmed(true), source, cancellationToken).ConfigureAwait(false);

        async Task<IReadOnlyDictionary<byte[], UInt128>> ReadAsync(bool isTarget, IReadOnlyCollection<byte[]> open)
        {
            var rows = await _fetcher.ByKeysAsync(isTarget ? target : source, table.Pair, isTarget, open, cancellationToken).ConfigureAwait(false);
            var kept = latest[isTarget ? 1 : 0];
            foreach (var key in open)
                kept.Remove(key);
            foreach (var row in rows)
                kept[row.Key] = row;
            return rows.ToDictionary(static row => row.Key, static row => row.Hash, ByteArrayComparer.Instance);
        }

        IReadOnlyList<WholeRow> Confirmed(bool isTarget) => [.. latest[isTarget ? 1 : 0].Values.Where(row => confirmed.Contains(row.Key))];
    }

    private async Task<IReadOnlySet<UInt128>> ConfirmHashesAsync(TableProgress table, ReplicaLink link, string? condition, IReadOnlySet<UInt128> hashes, CancellationToken cancellationToken)
    {
        var source = await sessions.LiveSourceAsync(cancellationToken).ConfigureAwait(false);
        var target = await sessions.LiveTargetAsync(cancellationToken).ConfigureAwait(false);
        var result = await ConfirmAsync(table, link, hashes, EqualityComparer<UInt128>.Default, ReadAsync, cancellationToken).ConfigureAwait(false);
        return result.Confirmed.ToHashSet();

        async Task<IReadOnlyDictionary<UInt128, UInt128>> ReadAsync(bool isTarget, IReadOnlyCollection<UInt128> open)
        {
            var rows = await _fetcher.ByHashesAsync(isTarget ? target : source, table.Pair, isTarget, condition, open.ToHashSet(), cancellationToken).ConfigureAwait(false);
            return rows.Counts.ToDictionary(static count => count.Key, static count => (UInt128)count.Value);
        }
    }

    private async Task<ConfirmationResult<TKey>> ConfirmAsync<TKey>(
        TableProgress table,
        ReplicaLink link,
        IReadOnlyCollection<TKey> keys,
        IEqualityComparer<TKey> comparer,
        Func<bool, IReadOnlyCollection<TKey>, Task<IReadOnlyDictionary<TKey, UInt128>>> read,
        CancellationToken cancellationToken)
        where TKey : notnull
    {
        var source = await sessions.LiveSourceAsync(cancellationToken).ConfigureAwait(false);
        var target = await sessions.LiveTargetAsync(cancellationToken).ConfigureAwait(false);
        var (origin, replica) = link.TargetFollows ? (source, target) : (target, source);
        var confirmation = new Confirmation<TKey>(
            new GtidClock(origin, replica, scope.Time), token => ReplicaLinkReader.FindTroubleAsync(replica, link, token), scope.Options.CatchUpTimeout, scope.Time);
        var result = await confirmation.RunAsync(keys, comparer, open => read(!link.TargetFollows, open), open => read(link.TargetFollows, open), cancellationToken).ConfigureAwait(false);
        scope.Tally.AddSettled(result.Settled);
        if (result.Trouble is { } trouble)
            table.Fail($"Rows look different, and it can't be told whether they are: {trouble}.");
        else if (result.Restless > 0)
        {
            table.AddRestless(result.Restless);
            scope.Tally.Note(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{table.Pair}: {result.Restless} rows were changed at each look, so that nothing can be said of them."));
        }

        return result;
    }
}
