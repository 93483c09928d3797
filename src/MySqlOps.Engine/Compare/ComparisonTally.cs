namespace MySqlOps.Engine.Compare;

/// <summary>Counts what a comparison has looked at. Safe for many threads.</summary>
internal sealed class ComparisonTally
{
    private readonly Lock _gate = new();
    private readonly List<SkippedObject> _skipped = [];
    private readonly List<string> _notes = [];
    private long _objects;
    private long _tables;
    private long _rows;
    private long _bytes;
    private long _settled;

    /// <summary>Hears of each table when its rows are through; null for nobody. Calls come from any thread.</summary>
    public Action<TableOutcome>? TableEnded { get; init; }

    /// <summary>Objects whose definitions were compared.</summary>
    public long Objects => Interlocked.Read(ref _objects);

    /// <summary>Tables whose rows were compared.</summary>
    public long Tables => Interlocked.Read(ref _tables);

    /// <summary>Rows of the source that were compared.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>Bytes of rows that were read from both sides.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Rows that looked different and came out equal.</summary>
    public long Settled => Interlocked.Read(ref _settled);

    /// <summary>What was not compared.</summary>
    public IReadOnlyList<SkippedObject> Skipped
    {
        get
        {
            lock (_gate)
                return [.. _skipped];
        }
    }

    /// <summary>What to know about the comparison.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            lock (_gate)
                return [.. _notes];
        }
    }

    /// <summary>Counts objects.</summary>
    public void AddObjects(long count) => Interlocked.Add(ref _objects, count);

    /// <summary>Counts a table.</summary>
    public void AddTable() => Interlocked.Increment(ref _tables);

    /// <summary>Counts rows of the source.</summary>
    public void AddRows(long count) => Interlocked.Add(ref _rows, count);

    /// <summary>Counts bytes of either side.</summary>
    public void AddBytes(long count) => Interlocked.Add(ref _bytes, count);

    /// <summary>Counts rows that came out equal.</summary>
    public void AddSettled(long count) => Interlocked.Add(ref _settled, count);

    /// <summary>Notes what was not compared.</summary>
    public void Skip(SkippedObject skipped)
    {
        lock (_gate)
            _skipped.Add(skipped);
    }

    /// <summary>Notes a sentence, once.</summary>
    public void Note(string sentence)
    {
        lock (_gate)
        {
            if (!_notes.Contains(sentence))
                _notes.Add(sentence);
        }
    }
}
