namespace MySqlOps.Benchmarks.Failover;

/// <summary>What the runs took, and what they counted.</summary>
internal sealed class FailoverFigures
{
    private readonly Dictionary<string, List<Usage>> _times = new(StringComparer.Ordinal);

    /// <summary>Acknowledged rows in all runs that count.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Acknowledged rows that the new primary lacked.</summary>
    public long Missing { get; private set; }

    /// <summary>Old primaries that the monitor made replicas again.</summary>
    public int Rejoined { get; private set; }

    /// <summary>Old primaries that had a transaction which nobody had acknowledged, and that the monitor kept read-only for that.</summary>
    public int Kept { get; private set; }

    /// <summary>Keeps a time.</summary>
    public void Add(string name, TimeSpan elapsed)
    {
        if (!_times.TryGetValue(name, out var times))
            _times.Add(name, times = []);
        times.Add(new Usage(elapsed, null, null));
    }

    /// <summary>Keeps a count of rows.</summary>
    public void AddRows(long acknowledged, long missing) => (Acknowledged, Missing) = (Acknowledged + acknowledged, Missing + missing);

    /// <summary>Keeps what became of an old primary.</summary>
    public void AddReturn(bool isRejoined) => (Rejoined, Kept) = (Rejoined + (isRejoined ? 1 : 0), Kept + (isRejoined ? 0 : 1));

    /// <summary>The times under a name.</summary>
    public Timings Of(string name) => new(name, _times[name]);

    /// <summary>Forgets all: the first round only warms up.</summary>
    public void Clear()
    {
        _times.Clear();
        (Acknowledged, Missing, Rejoined, Kept) = (0, 0, 0, 0);
    }
}
