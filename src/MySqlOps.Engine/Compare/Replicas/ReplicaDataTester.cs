using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Rows;
using MySqlOps.Engine.Compare.Rows.Live;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Replicas;

/// <summary>
/// Tests whether replicas hold what their source holds, with both in use: nothing is locked, no applier is stopped, and nothing is written to any server. Rows are judged by GTIDs as Compare-MySqlDatabase
/// does between a source and its replica (docs/decisions/0011-compare.md).
/// </summary>
/// <param name="source">The source.</param>
/// <param name="options">What is tested, and how.</param>
/// <param name="observer">Hears of progress.</param>
/// <param name="time">The clock.</param>
public sealed class ReplicaDataTester(MySqlServer source, ReplicaDataOptions options, IOperationObserver observer, TimeProvider time)
{
    private readonly ReplicaDataFile _file = new(options.StatePath, Fingerprint(source, options.Compare));

    /// <summary>Hears of every difference as it is found; null for nobody.</summary>
    public Action<MySqlDifference>? Found { get; init; }

    /// <summary>Tests replica after replica, so that the source is read by one at a time.</summary>
    /// <param name="replicas">The replicas.</param>
    /// <param name="fail">Hears what went wrong with one replica; the others go on.</param>
    /// <param name="cancellationToken">Cancels. With a state path the next run goes on from there.</param>
    /// <exception cref="MySqlOpsException">ReplicaDataStateInvalid; FileFailed.</exception>
    public async IAsyncEnumerable<MySqlReplicaData> TestAsync(IReadOnlyList<MySqlServer> replicas, Action<MySqlOpsException> fail, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await _file.ReadAsync(cancellationToken).ConfigureAwait(false);
        var isComplete = true;
        foreach (var replica in replicas)
        {
            var results = TestAsync(replica, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (results.ConfigureAwait(false))
            {
                while (true)
                {
                    try
                    {
                        if (!await results.MoveNextAsync().ConfigureAwait(false))
                            break;
                    }
                    catch (MySqlOpsException e) when (e.Id != ErrorId.FileFailed)
                    {
                        isComplete = false;
                        fail(e);
                        break;
                    }

                    isComplete &= results.Current.State != ReplicaDataState.Unknown;
                    yield return results.Current;
                }
            }
        }

        if (isComplete)
            _file.Complete();
    }

    private static string Fingerprint(MySqlServer source, CompareOptions options) =>
        JsonSerializer.Serialize(new { Source = source.Endpoint, options.Selection, options.Objects, options.Definitions, options.Where, options.IgnoredColumns, options.Ignore });

    private async IAsyncEnumerable<MySqlReplicaData> TestAsync(MySqlServer replica, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pair = await ReplicaPair.OpenAsync(source, replica, observer, cancellationToken).ConfigureAwait(false);
        await using (pair.ConfigureAwait(false))
        {
            var done = _file.Of(pair.ReplicaUuid);
            foreach (var entry in done)
                yield return Result(replica, entry);
            var through = done.Select(static entry => (entry.ObjectType, new ObjectName(entry.Database, entry.Name))).ToHashSet();
            var filters = pair.Filters;
            var compared = options.Compare with
            {
                TargetDatabases = filters.Renames.Count > 0 ? filters.Renames : options.Compare.TargetDatabases,
                SkipReason = table => through.Contains((ComparedObject.Table, table)) ? "It was compared already." : filters.Keeps(table),
            };
            var definitions = new DefinitionOutcome([], null);
            if (options.Compare.Definitions)
            {
                var check = new DefinitionCheck(compared, new GtidClock(pair.Source, pair.Replica, time), token => ReplicaLinkReader.FindTroubleAsync(pair.Replica, pair.Link, token), observer, time);
                definitions = await check.RunAsync(source, replica, cancellationToken).ConfigureAwait(false);
                definitions = definitions with { Findings = [.. definitions.Findings.Where(one => filters.Keeps(one.Name) is null && !through.Contains((one.Type, one.Name)))] };
                foreach (var difference in definitions.Findings.SelectMany(static one => one.Differences).TakeWhile(_ => definitions.Trouble is null))
                    Found?.Invoke(difference);
            }

            await foreach (var entry in CompareAsync(pair, compared, definitions, cancellationToken).ConfigureAwait(false))
            {
                // What could not be told is asked again by the next run; what is skipped costs nothing to say again.
                if (entry.State is ReplicaDataState.Equal or ReplicaDataState.Differs)
                    await _file.AddAsync(entry, cancellationToken).ConfigureAwait(false);
                if (!through.Contains((entry.ObjectType, new ObjectName(entry.Database, entry.Name))))
                    yield return Result(replica, entry);
            }
        }
    }

    private async IAsyncEnumerable<ReplicaDataEntry> CompareAsync(
        ReplicaPair pair, CompareOptions compared, DefinitionOutcome definitions, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var doubt = definitions.Trouble is { } trouble ? $" It can't be told whether it does for good: {trouble}." : "";
        var reasons = definitions.Findings.ToDictionary(static one => (one.Type, one.Name), one => $"{one.Reason}{doubt}");
        var differs = definitions.Trouble is null ? ReplicaDataState.Differs : ReplicaDataState.Unknown;
        var told = new HashSet<string>(StringComparer.Ordinal);
        if (options.Compare.Rows)
        {
            var outcomes = Channel.CreateUnbounded<TableOutcome>();
            var tally = new ComparisonTally { TableEnded = outcome => outcomes.Writer.TryWrite(outcome) };
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var work = CompareRowsAsync(pair, compared, tally, outcomes.Writer, stop.Token);
            try
            {
                await foreach (var outcome in outcomes.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                {
                    told.Add(outcome.Name.ToString());
                    reasons.Remove((ComparedObject.Table, outcome.Name), out var definition);
                    yield return Judge(pair, outcome, definition, differs);
                }

                await work.ConfigureAwait(false);
            }
            finally
            {
                // Whoever stops listening stops the work; nothing runs on unseen.
                await stop.CancelAsync().ConfigureAwait(false);
                await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            foreach (var note in tally.Notes)
                observer.Verbose(note);
            foreach (var skipped in tally.Skipped.Where(skipped => !told.Contains(skipped.Name) && !reasons.Keys.Any(one => one.Name.ToString() == skipped.Name)))
                yield return Entry(pair, skipped.Type, Split(skipped.Name), skipped.IsMissing ? ReplicaDataState.Differs : ReplicaDataState.Skipped, null, null, skipped.Reason);
            observer.Verbose(string.Create(
                CultureInfo.InvariantCulture, $"{pair.Replica.Server}: {tally.Tables} tables and {tally.Rows} rows were compared; {tally.Settled} rows looked different and came out equal when the replica had caught up."));
        }

        foreach (var ((type, name), reason) in reasons)
            yield return Entry(pair, type, name, differs, null, null, reason);
    }

    private async Task CompareRowsAsync(ReplicaPair pair, CompareOptions compared, ComparisonTally tally, ChannelWriter<TableOutcome> outcomes, CancellationToken cancellationToken)
    {
        try
        {
            var rows = new RowComparer(source, pair.Replica.Server, compared with { Definitions = false }, tally, observer, time);
            await foreach (var difference in rows.CompareAsync(cancellationToken).ConfigureAwait(false))
                Found?.Invoke(difference);
        }
        finally
        {
            outcomes.Complete();
        }
    }

    private static ReplicaDataEntry Judge(ReplicaPair pair, TableOutcome outcome, string? definition, ReplicaDataState differs)
    {
        var (state, reason) = outcome switch
        {
            { Failure: { } failure } => (ReplicaDataState.Unknown, failure),
            { DifferentRows: > 0 } => (ReplicaDataState.Differs, string.Create(CultureInfo.InvariantCulture, $"{outcome.DifferentRows} {(outcome.DifferentRows == 1 ? "row differs" : "rows differ")}.")),
            { RestlessRows: > 0 } => (ReplicaDataState.Unknown, string.Create(CultureInfo.InvariantCulture, $"{outcome.RestlessRows} rows were changed at each look.")),
            _ => (ReplicaDataState.Equal, null),
        };
        return definition is null
            ? Entry(pair, ComparedObject.Table, outcome.Name, state, outcome.Rows, outcome.DifferentRows, reason)
            : Entry(pair, ComparedObject.Table, outcome.Name, state == ReplicaDataState.Differs ? state : differs, outcome.Rows, outcome.DifferentRows, reason is null ? definition : $"{definition} {reason}");
    }

    private static ReplicaDataEntry Entry(ReplicaPair pair, ComparedObject type, ObjectName name, ReplicaDataState state, long? rows, long? different, string? reason) =>
        new(pair.ReplicaUuid, type, name.Database, name.Name, state, rows, different, reason);

    /// <summary>The first dot parts them: a database with one in its name is rare, and it is only shown.</summary>
    private static ObjectName Split(string name) => name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? new ObjectName(name[..dot], name[(dot + 1)..]) : new ObjectName("", name);

    private MySqlReplicaData Result(MySqlServer replica, ReplicaDataEntry entry) => new()
    {
        Server = replica,
        Source = source,
        ObjectType = entry.ObjectType,
        Database = entry.Database,
        Name = entry.Name,
        State = entry.State,
        Rows = entry.Rows,
        DifferentRows = entry.DifferentRows,
        Reason = entry.Reason,
    };
}
