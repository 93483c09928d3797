using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Rows;

namespace MySqlOps.Engine.Load.Run;

/// <summary>What a load has done and has to say. Safe for many threads.</summary>
internal sealed class LoadJournal(IOperationObserver observer)
{
    private readonly Lock _gate = new();
    private readonly List<string> _warnings = [];
    private readonly List<OrphanedRows> _orphans = [];
    private readonly List<MySqlOpsException> _failures = [];
    private long _rows;
    private long _bytes;
    private int _files;
    private int _chunksThere;

    /// <summary>Rows committed.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>Bytes of their text.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Files read: chunks and definitions.</summary>
    public int Files => _files;

    /// <summary>Chunks that turned out to be there.</summary>
    public int ChunksThere => _chunksThere;

    /// <summary>The warnings, in order.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_gate)
                return [.. _warnings];
        }
    }

    /// <summary>Foreign keys with rows that lack their parent.</summary>
    public IReadOnlyList<OrphanedRows> Orphans
    {
        get
        {
            lock (_gate)
                return [.. _orphans.OrderBy(orphan => orphan.Table.ToString(), StringComparer.Ordinal).ThenBy(orphan => orphan.Constraint, StringComparer.Ordinal)];
        }
    }

    /// <summary>Tables that could not be loaded.</summary>
    public IReadOnlyList<MySqlOpsException> Failures
    {
        get
        {
            lock (_gate)
                return [.. _failures];
        }
    }

    /// <summary>Notes what the user must know.</summary>
    public void Warn(string message)
    {
        lock (_gate)
            _warnings.Add(message);
        observer.Warning(message);
    }

    /// <summary>Notes a loaded chunk.</summary>
    public void Add(ChunkJob job, ChunkOutcome outcome)
    {
        Interlocked.Add(ref _rows, outcome.Rows);
        Interlocked.Add(ref _bytes, outcome.Bytes);
        Interlocked.Increment(ref outcome.WasThere ? ref _chunksThere : ref _files);
        if (outcome.Accepted.Count == 0)
            return;
        var codes = string.Join(", ", outcome.Accepted.Select(warning => warning.Code).Distinct().Order());
        Warn($"{job.Table.Target}: a chunk was loaded with warnings ({codes}), of them {outcome.Accepted[0].Message}{(outcome.LeftOut > 0 ? $" {outcome.LeftOut} rows were left out." : "")}");
    }

    /// <summary>Notes that a definition was read.</summary>
    public void AddFile() => Interlocked.Increment(ref _files);

    /// <summary>Notes rows without parents.</summary>
    public void Add(OrphanedRows orphans)
    {
        lock (_gate)
            _orphans.Add(orphans);
        Warn($"{orphans.Rows} rows of {orphans.Table} have no parent in {orphans.Parent} by the foreign key {orphans.Constraint}.");
    }

    /// <summary>Notes a table that could not be loaded.</summary>
    public void Fail(ObjectName table, MySqlOpsException failure)
    {
        lock (_gate)
            _failures.Add(failure);
        observer.Warning($"{table} could not be loaded; what has begun goes on with the other tables, and the error at the end says why.");
    }
}
