using MySqlOps.Engine.Protocol.Binlog;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>The transactions that are looked for, quick to ask for each one that comes by.</summary>
internal sealed class WantedGtids
{
    private readonly Dictionary<(Guid Uuid, string Tag), GtidInterval[]> _intervals;

    /// <summary>Looks for a set.</summary>
    public WantedGtids(GtidSet set)
    {
        Left = set.Count;
        _intervals = set.Intervals
            .GroupBy(static one => (Guid.Parse(one.Source.Uuid), one.Source.Tag))
            .ToDictionary(static part => part.Key, static part => part.Select(static one => one.Interval).ToArray());
    }

    /// <summary>How many were not found yet.</summary>
    public long Left { get; private set; }

    /// <summary>True when a transaction is looked for.</summary>
    public bool Contains(BinlogGtid gtid) =>
        _intervals.TryGetValue((gtid.Uuid, gtid.Tag), out var intervals) && Array.Exists(intervals, interval => interval.First <= gtid.Number && gtid.Number <= interval.Last);

    /// <summary>One was found; a server has no transaction twice.</summary>
    public void Find() => Left--;
}
