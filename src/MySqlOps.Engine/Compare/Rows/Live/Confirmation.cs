namespace MySqlOps.Engine.Compare.Rows.Live;

/// <summary>
/// Looks again at what looked different, until each is settled: reads the source, waits until the replica has executed all that could be seen in it, reads the replica, and reads the
/// source again. What the source did not change meanwhile must be the same on the replica. To be sure that a value did not go away and come back between the two looks at the source, it is
/// asked for in three rounds, unless the source committed nothing at all.
/// </summary>
/// <typeparam name="TKey">What a row is known by.</typeparam>
/// <param name="clock">The GTIDs of both.</param>
/// <param name="findTrouble">Says why the replica stays behind.</param>
/// <param name="limit">How long the replica may take to catch up, and rows to come to rest.</param>
/// <param name="time">The clock.</param>
internal sealed class Confirmation<TKey>(IReplicaClock clock, Func<CancellationToken, Task<string?>> findTrouble, TimeSpan limit, TimeProvider time)
    where TKey : notnull
{
    private const int Rounds = 3;
    private static readonly TimeSpan WaitPiece = TimeSpan.FromSeconds(1);

    /// <summary>Looks again.</summary>
    /// <param name="keys">What looked different.</param>
    /// <param name="comparer">Tells keys apart.</param>
    /// <param name="readOrigin">Reads what is there of keys on the source: a value that is another when the rows are; nothing for what is not there.</param>
    /// <param name="readReplica">Reads the same on the replica.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ConfirmationResult<TKey>> RunAsync(
        IReadOnlyCollection<TKey> keys,
        IEqualityComparer<TKey> comparer,
        Func<IReadOnlyCollection<TKey>, Task<IReadOnlyDictionary<TKey, UInt128>>> readOrigin,
        Func<IReadOnlyCollection<TKey>, Task<IReadOnlyDictionary<TKey, UInt128>>> readReplica,
        CancellationToken cancellationToken)
    {
        var open = new Dictionary<TKey, Suspicion>(comparer);
        foreach (var key in keys)
            open[key] = new Suspicion(null, null, 0);
        var confirmed = new List<TKey>();
        var settled = 0;
        var start = time.GetTimestamp();
        while (open.Count > 0)
        {
            if (time.GetElapsedTime(start) > limit)
                return Result(null);
            var before = await clock.ReadAsync(cancellationToken).ConfigureAwait(false);
            var first = await readOrigin(open.Keys).ConfigureAwait(false);
            if (await clock.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } gtids)
                continue;
            if (await AwaitReplicaAsync(gtids, cancellationToken).ConfigureAwait(false) is { } trouble)
                return Result(trouble);
            var replica = await readReplica(open.Keys).ConfigureAwait(false);
            var second = await readOrigin(open.Keys).ConfigureAwait(false);
            var after = await clock.ReadAsync(cancellationToken).ConfigureAwait(false);
            Judge(first, replica, second, isQuiet: before is not null && before == after);
        }

        return Result(null);

        void Judge(IReadOnlyDictionary<TKey, UInt128> first, IReadOnlyDictionary<TKey, UInt128> replica, IReadOnlyDictionary<TKey, UInt128> second, bool isQuiet)
        {
            foreach (var key in open.Keys.ToList())
            {
                var (atFirst, there, again) = (Value(first, key), Value(replica, key), Value(second, key));
                if (atFirst != again)
                {
                    open[key] = new Suspicion(null, null, 0);
                }
                else if (atFirst == there)
                {
                    settled++;
                    open.Remove(key);
                }
                else
                {
                    var rounds = open[key] is var seen && seen.Rounds > 0 && seen.Origin == atFirst && seen.Replica == there ? seen.Rounds + 1 : 1;
                    open[key] = new Suspicion(atFirst, there, rounds);
                    if (!isQuiet && rounds < Rounds)
                        continue;
                    confirmed.Add(key);
                    open.Remove(key);
                }
            }
        }

        ConfirmationResult<TKey> Result(string? trouble) => new() { Confirmed = confirmed, Settled = settled, Restless = open.Count, Trouble = trouble };
    }

    private static UInt128? Value(IReadOnlyDictionary<TKey, UInt128> values, TKey key) => values.TryGetValue(key, out var value) ? value : null;

    /// <summary>Waits piece by piece, so that a replica that is stopped is noticed.</summary>
    private async Task<string?> AwaitReplicaAsync(string gtids, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            if (await clock.WaitAsync(gtids, WaitPiece < limit ? WaitPiece : limit, cancellationToken).ConfigureAwait(false))
                return null;
            if (await findTrouble(cancellationToken).ConfigureAwait(false) is { } trouble)
                return trouble;
            if (time.GetElapsedTime(start) >= limit)
                return $"the replica did not execute what its source had within {limit.TotalSeconds.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)} s";
        }
    }

    private sealed record Suspicion(UInt128? Origin, UInt128? Replica, int Rounds);
}
