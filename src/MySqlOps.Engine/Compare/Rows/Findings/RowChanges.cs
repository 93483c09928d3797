using MySqlOps.Engine.Compare.Rows.Digests;
using MySqlOps.Engine.Compare.Rows.Pairs;
using MySqlOps.Engine.Compare.Sync;

namespace MySqlOps.Engine.Compare.Rows.Findings;

/// <summary>
/// Makes the changes that bring a row of one side to be like the other's, and back. Columns that the other side lacks, and those that are not compared, keep the value that they have.
/// </summary>
internal sealed class RowChanges
{
    private readonly TableSide _changed;
    private readonly RowWriter _changedWriter;
    private readonly RowWriter _wantedWriter;

    /// <summary>The columns on the side that is changed, by the names that the other side has for them.</summary>
    private readonly Dictionary<string, string> _wantedNames = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, int> _compared = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _key;

    /// <summary>Makes it ready for a table.</summary>
    /// <param name="pair">The table.</param>
    /// <param name="changesSource">True when the source is changed.</param>
    public RowChanges(TablePair pair, bool changesSource)
    {
        _changed = changesSource ? pair.Source : pair.Target;
        var wanted = changesSource ? pair.Target : pair.Source;
        _changedWriter = new RowWriter(_changed);
        _wantedWriter = new RowWriter(wanted);
        for (var place = 0; place < pair.Columns.Count; place++)
        {
            var (source, target) = (pair.Columns[place].Source.Name, pair.Columns[place].Target.Name);
            _compared.Add(changesSource ? source : target, place);
            _wantedNames.Add(changesSource ? source : target, changesSource ? target : source);
        }

        // Columns whose values are not compared belong to a row that is made all the same.
        foreach (var column in _changed.Writable.Where(column => !_wantedNames.ContainsKey(column)))
        {
            if (wanted.Stored.FirstOrDefault(other => string.Equals(other.Name, column, StringComparison.OrdinalIgnoreCase)) is { } same)
                _wantedNames.Add(column, same.Name);
        }

        _key = [.. pair.Columns.Take(pair.KeyLength).Select(column => changesSource ? column.Source.Name : column.Target.Name)];
    }

    /// <summary>The change, and the one that takes it back.</summary>
    /// <param name="pair">The table.</param>
    /// <param name="wanted">The row as the other side has it; null when it has none.</param>
    /// <param name="changed">The row on the side that is changed; null when it has none.</param>
    /// <param name="count">How many times over.</param>
    /// <param name="present">How often the side that is changed has it, for a row without a key.</param>
    /// <returns>Null when the rows differ only in columns that can't be written.</returns>
    public (RowChange Forward, RowChange Backward)? Make(TablePair pair, WholeRow? wanted, WholeRow? changed, long count, long? present)
    {
        IReadOnlyList<string> columns = [.. changed is null ? _changed.Writable.Where(_wantedNames.ContainsKey) : _changed.Writable];
        IReadOnlyList<string>? old = changed is null ? null : [.. columns.Select(column => _changedWriter.Literal(changed, column))];
        IReadOnlyList<string>? now = null;
        if (wanted is not null && changed is not null)
        {
            var differing = pair.Differing(wanted, changed).ToHashSet();
            now = [.. columns.Select((column, i) => _compared.TryGetValue(column, out var place) && differing.Contains(place) ? _wantedWriter.Literal(wanted, _wantedNames[column]) : old![i])];
            if (now.SequenceEqual(old!, StringComparer.Ordinal))
                return null;
        }
        else if (wanted is not null)
        {
            now = [.. columns.Select(column => _wantedWriter.Literal(wanted, _wantedNames[column]))];
        }

        var forward = new RowChange
        {
            Table = _changed.Name,
            Columns = columns,

            // A row with NULL in its key is one of many: it is found by all of it.
            Key = present is not null ? [] : [.. Enumerable.Range(0, columns.Count).Where(place => _key.Contains(columns[place])).OrderBy(place => _compared[columns[place]])],
            Old = old,
            New = now,
            Guards = [.. columns.Select(_changedWriter.Guard)],
            Count = count,
            Present = present,
        };
        return (forward, forward with { Old = now, New = old, Present = present + (changed is null ? count : -count) });
    }
}
