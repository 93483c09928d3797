using MySqlOps.Engine.Compare.Rows.Pairs;

namespace MySqlOps.Engine.Compare.Rows.Reading;

/// <summary>How far the comparison of a table is. Safe for many threads.</summary>
internal sealed class TableProgress(TablePair pair, ComparisonTally tally, long? mostReported)
{
    private readonly Lock _gate = new();
    private int _open;
    private bool _isPlanned;
    private string? _failure;
    private long _rows;
    private long _restless;
    private long _reported;
    private long _unreported;

    /// <summary>The table.</summary>
    public TablePair Pair { get; } = pair;

    /// <summary>True when the rest of the table is given up.</summary>
    public bool HasFailed
    {
        get
        {
            lock (_gate)
                return _failure is not null;
        }
    }

    /// <summary>True when no more rows of it are to be reported.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
                return _reported >= mostReported;
        }
    }

    /// <summary>A chunk is begun.</summary>
    public void Begin()
    {
        lock (_gate)
            _open++;
    }

    /// <summary>A chunk is done.</summary>
    public void Finish() => Close(() => _open--);

    /// <summary>All chunks were begun.</summary>
    public void EndPlanning() => Close(() => _isPlanned = true);

    /// <summary>Counts rows of the source that were compared.</summary>
    public void AddRows(long rows)
    {
        tally.AddRows(rows);
        lock (_gate)
            _rows += rows;
    }

    /// <summary>Counts rows that were changed at each look, so that nothing can be said of them.</summary>
    public void AddRestless(long rows)
    {
        lock (_gate)
            _restless += rows;
    }

    /// <summary>Counts rows that differ.</summary>
    /// <returns>True when they are to be reported.</returns>
    public bool Report(long rows)
    {
        lock (_gate)
        {
            if (_reported >= mostReported)
            {
                _unreported += rows;
                return false;
            }

            _reported += rows;
            return true;
        }
    }

    /// <summary>Gives the rest of the table up. Only the first reason counts.</summary>
    public void Fail(string reason)
    {
        lock (_gate)
        {
            if (_failure is not null)
                return;
            _failure = reason;
        }

        tally.Skip(new SkippedObject(ComparedObject.Table, Pair.ToString(), reason));
    }

    private void Close(Action change)
    {
        long unreported;
        TableOutcome outcome;
        lock (_gate)
        {
            change();
            if (_open > 0 || !_isPlanned)
                return;
            unreported = _unreported;
            if (_failure is null)
                tally.AddTable();
            outcome = new TableOutcome(Pair.Source.Name, _rows, _reported + _unreported, _restless, _failure);
        }

        tally.TableEnded?.Invoke(outcome);

        if (unreported > 0)
            tally.Note($"{Pair}: {unreported.ToString(System.Globalization.CultureInfo.InvariantCulture)} more rows look different; as many as were asked for are reported.");
    }
}
