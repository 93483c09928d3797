namespace MySqlOps.Benchmarks;

/// <summary>
/// Runs contenders in turn, one run of each per round, so that what the machine does meanwhile hits all of them alike.
/// The first round only warms the caches of files and is thrown away.
/// </summary>
internal static class Race
{
    /// <summary>Runs all rounds.</summary>
    /// <returns>The timings, in the order of the contenders.</returns>
    public static async Task<IReadOnlyList<Timings>> RunAsync(IReadOnlyList<Contender> contenders, int rounds, CancellationToken cancellationToken)
    {
        var runs = contenders.Select(_ => new List<Usage>()).ToList();
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var usage = await contenders[i].MeasureAsync(cancellationToken);
                if (round > 0)
                    runs[i].Add(usage);
            }
        }

        return [.. contenders.Zip(runs, (contender, usages) => new Timings(contender.Name, usages))];
    }
}
