using System.Runtime.CompilerServices;
using MySqlOps.Engine.Compare.Definitions;
using MySqlOps.Engine.Compare.Rows;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare;

/// <summary>Compares two sides: first their definitions, then their rows. Differences come as they are found; what was looked at is in <see cref="Comparison"/> afterwards.</summary>
/// <param name="source">The side as it should be.</param>
/// <param name="target">The side that is held against it.</param>
/// <param name="options">What is compared, and how.</param>
/// <param name="observer">Hears of progress.</param>
/// <param name="time">The clock.</param>
public sealed class DatabaseComparer(ComparedSide source, ComparedSide target, CompareOptions options, IOperationObserver observer, TimeProvider time)
{
    private readonly ComparisonTally _tally = new();
    private readonly IReadOnlyList<NamePattern> _objects = [.. options.Objects.Select(static text => new NamePattern(text, ignoreCase: false))];
    private readonly long _began = time.GetTimestamp();
    private long _definitions;
    private long _rows;

    /// <summary>What was looked at and found, up to now.</summary>
    public MySqlComparison Comparison => new()
    {
        Server = target.Server,
        Source = source.ToString(),
        Target = target.ToString(),
        Objects = _tally.Objects,
        Tables = _tally.Tables,
        Rows = _tally.Rows,
        BytesRead = _tally.Bytes,
        DefinitionDifferences = _definitions,
        RowDifferences = _rows,
        Settled = _tally.Settled,
        Skipped = _tally.Skipped,
        Notes = _tally.Notes,
        Elapsed = time.GetElapsedTime(_began),
    };

    /// <summary>Compares.</summary>
    /// <exception cref="MySqlOpsException">A side can't be reached or read. What is wrong with one table alone is in the comparison's skipped objects.</exception>
    public async IAsyncEnumerable<MySqlDifference> CompareAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (options.Definitions)
        {
            var definitions = new DefinitionComparer(source, target, options, _tally, observer);
            await foreach (var difference in definitions.CompareAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!IsMeant(difference))
                    continue;
                _definitions++;
                yield return difference;
            }
        }

        if (!options.Rows || source.Server is null || target.Server is null)
            yield break;
        var rows = new RowComparer(source.Server, target.Server, RowOptions(), _tally, observer, time);
        await foreach (var difference in rows.CompareAsync(cancellationToken).ConfigureAwait(false))
        {
            _rows++;
            yield return difference;
        }
    }

    private CompareOptions RowOptions() => options.Objects.Count == 0 ? options : options with { Selection = options.Selection with { Tables = options.Objects } };

    /// <summary>An object that was asked for by name: of every type, so that the catalogue could not choose it.</summary>
    private bool IsMeant(MySqlDifference difference) =>
        _objects.Count == 0 || _objects.Any(pattern => pattern.Matches(difference.Name) || pattern.Matches($"{difference.Database}.{difference.Name}"));
}
