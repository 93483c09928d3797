using System.Runtime.CompilerServices;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>
/// Finds the errant transactions of servers: those that none of the servers above has, through all tiers. The servers are asked first and those above them after that, so that a transaction which is replicated
/// meanwhile is never taken for errant.
/// </summary>
/// <param name="options">What is looked for.</param>
/// <param name="observer">Hears what is done.</param>
/// <param name="fail">Hears what went wrong with one server; the others go on.</param>
public sealed class ErrantFinder(ErrantOptions options, IOperationObserver observer, Action<MySqlOpsException> fail)
{
    /// <summary>Finds them, server by server in the order given, and on each in the order of its binary logs.</summary>
    public async IAsyncEnumerable<MySqlErrantTransaction> FindAsync(IReadOnlyList<MySqlServer> servers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var states = new List<GtidState>();
        var outcomes = Fleet.RunAsync(servers, options.ThreadCount, (server, token) => GtidStateReader.ReadAsync(server, options.Sources.Count == 0, token), cancellationToken);
        await foreach (var outcome in outcomes.ConfigureAwait(false))
        {
            if (outcome.Value is { } state)
                states.Add(state);
            else
                fail(outcome.Error!);
        }

        foreach (var set in await JudgeAsync(states, cancellationToken).ConfigureAwait(false))
        {
            observer.Verbose($"{set.State.Server} has {Number(set.Errant.Count)} errant transactions against {set.Source}{(set.Errant.IsEmpty ? "" : $": {set.Errant.ToString().ReplaceLineEndings("")}")}.");
            await foreach (var transaction in DescribeAsync(set, cancellationToken).ConfigureAwait(false))
                yield return transaction;
        }
    }

    private static string Number(long count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Task<IReadOnlyList<ErrantSet>> JudgeAsync(IReadOnlyList<GtidState> states, CancellationToken cancellationToken) =>
        options.Sources.Count > 0 ? JudgeBySourcesAsync(states, cancellationToken) : JudgeByChannelsAsync(states, cancellationToken);

    private async Task<IReadOnlyList<ErrantSet>> JudgeBySourcesAsync(IReadOnlyList<GtidState> states, CancellationToken cancellationToken)
    {
        // What one of them can't say might be what makes a transaction not errant, so an error of one ends it all.
        var all = GtidSet.Empty;
        foreach (var source in options.Sources)
        {
            // Asked for its mode alone: with gtid_mode OFF it has no transaction by name, and all would be errant.
            _ = await GtidStateReader.ReadAsync(source, needsChannels: false, cancellationToken).ConfigureAwait(false);
            all = all.Union(await GtidStateReader.ReadAllAsync(source, cancellationToken).ConfigureAwait(false));
        }

        return [.. states.Select(state => new ErrantSet(state, options.Sources[0], state.Executed.Subtract(all)))];
    }

    private async Task<IReadOnlyList<ErrantSet>> JudgeByChannelsAsync(IReadOnlyList<GtidState> states, CancellationToken cancellationToken)
    {
        var upper = new UpperServers(options);
        await upper.WalkAsync(states, cancellationToken).ConfigureAwait(false);
        var sets = new Dictionary<string, GtidSet>(StringComparer.OrdinalIgnoreCase);
        await foreach (var outcome in Fleet.RunAsync(upper.All(states), options.ThreadCount, static (state, token) => GtidStateReader.ReadAllAsync(state.Server, token), cancellationToken).ConfigureAwait(false))
            sets[outcome.Input.Uuid] = outcome.Value ?? throw outcome.Error!;
        var results = new List<ErrantSet>();
        foreach (var state in states)
        {
            if (Judge(state, upper, states, sets) is { } set)
                results.Add(set);
        }

        return results;
    }

    private ErrantSet? Judge(GtidState state, UpperServers upper, IReadOnlyList<GtidState> states, Dictionary<string, GtidSet> sets)
    {
        var above = upper.Above(state);
        var failure = upper.FailureAbove(state);
        if (above.Count == 0 && failure is null)
        {
            if (states.Any(other => upper.Above(other).Any(one => one.Uuid == state.Uuid)))
                observer.Verbose($"{state.Server} has no source; what it has is not errant.");
            else
                fail(new MySqlOpsException(ErrorId.ErrantSourceMissing, $"{state.Server} replicates from no server, so there is nothing to hold its transactions against. Name a server with -Source.", state.Server));
            return null;
        }

        var others = above.Where(one => one.Uuid != state.Uuid).ToList();
        var errant = others.Aggregate(state.Executed, (left, one) => left.Subtract(sets[one.Uuid]));
        if (others.Count < above.Count)
        {
            // In a ring each server is a source: what it made itself is on its way to the others.
            errant = errant.Subtract(errant.WithSource(state.Uuid));
        }

        if (failure is null || errant.IsEmpty)
            return new ErrantSet(state, Top(others, upper), errant);
        fail(failure.Retell(failure.Id, $"A server above {state.Server} can't be asked, so that it can't be told which of its transactions are errant. {failure.Message} Or name the server to compare with by -Source.", state.Server));
        return null;
    }

    /// <summary>The one from which a transaction gets to all the others: the first that has no source. In a ring there is none, and the nearest will do.</summary>
    private static MySqlServer Top(List<GtidState> above, UpperServers upper) => (above.Find(state => upper.Above(state).Count == 0) ?? above[0]).Server;

    private async IAsyncEnumerable<MySqlErrantTransaction> DescribeAsync(ErrantSet set, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var describer = new ErrantDescriber(set.State.Server, set.Source);
        if (options.NamesOnly)
        {
            foreach (var one in describer.DescribeUnknown(set.Errant, "The binary log was not read."))
                yield return one;
            yield break;
        }

        var purged = set.Errant.Intersect(set.State.Purged);
        foreach (var one in describer.DescribeUnknown(purged, "It is no longer in the binary logs of the server, so nobody can tell what it changed."))
            yield return one;
        var left = set.Errant.Subtract(purged);
        if (left.IsEmpty)
            yield break;
        MySqlOpsException? error = null;
        var transactions = BinlogTransactionReader.ReadAsync(set.State.Server, set.State.Executed, left, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (transactions.ConfigureAwait(false))
        {
            while (true)
            {
                try
                {
                    if (!await transactions.MoveNextAsync().ConfigureAwait(false))
                        break;
                }
                catch (MySqlOpsException e)
                {
                    error = e;
                    break;
                }

                var found = describer.Describe(transactions.Current);
                left = left.Subtract(GtidSet.Parse(found.Gtid));
                yield return found;
            }
        }

        if (error is not null)
            fail(error);
        foreach (var one in describer.DescribeUnknown(left, error is null ? "It is in none of the server's binary logs." : $"The binary log could not be read ({error.Id})."))
            yield return one;
    }
}
