namespace MySqlOps.Engine.Load.Rows;

/// <summary>
/// Which chunk comes next: sessions spread over tables, the biggest first, and join the table that has most left for each of its sessions once every table
/// is begun, so that the biggest does not remain alone at the end. Safe for many threads.
/// </summary>
internal sealed class ChunkQueue
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _open;

    /// <summary>Queues the chunks of tables.</summary>
    public ChunkQueue(IEnumerable<TableLoad> tables) =>
        _open = [.. tables.Where(table => table.Chunks.Count > 0).OrderByDescending(table => table.Bytes).Select(table => new Entry(table))];

    /// <summary>The next chunk; null when none is left to begin.</summary>
    public ChunkJob? Take()
    {
        lock (_gate)
        {
            var best = _open
                .Where(entry => entry.Waiting.Count > 0 && (entry.Table.IsTransactional || entry.Active == 0))
                .OrderBy(entry => entry.Active == 0 ? 0 : 1)
                .ThenByDescending(entry => entry.BytesLeft / (entry.Active + 1))
                .FirstOrDefault();
            if (best is null)
                return null;
            var number = best.Waiting.Dequeue();
            best.BytesLeft -= best.Table.BytesOf(number);
            best.Active++;
            return new ChunkJob(best.Table, number);
        }
    }

    /// <summary>Says that a chunk is loaded.</summary>
    /// <returns>True when it was the last of its table: the table is whole.</returns>
    public bool Finish(ChunkJob job)
    {
        lock (_gate)
        {
            var entry = Find(job);
            entry.Active--;
            if (entry.Active > 0 || entry.Waiting.Count > 0 || entry.HasFailed)
                return false;
            _open.Remove(entry);
            return true;
        }
    }

    /// <summary>Says that a chunk can't be loaded: no more of its table are begun.</summary>
    public void Fail(ChunkJob job)
    {
        lock (_gate)
        {
            var entry = Find(job);
            entry.Active--;
            entry.HasFailed = true;
            entry.Waiting.Clear();
        }
    }

    private Entry Find(ChunkJob job) => _open.Find(entry => entry.Table == job.Table)!;

    private sealed class Entry(TableLoad table)
    {
        public TableLoad Table { get; } = table;

        public Queue<int> Waiting { get; } = new(table.Chunks);

        public long BytesLeft { get; set; } = table.Bytes;

        public int Active { get; set; }

        public bool HasFailed { get; set; }
    }
}
