using System.Globalization;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Ledger;
using MySqlOps.Engine.Load.Rows;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>The steps that make and fill one table.</summary>
/// <param name="facts">What is there.</param>
/// <param name="options">What was asked for.</param>
/// <param name="resumed">The unfinished load that is gone on with; null for a new one.</param>
internal sealed class TableSteps(TargetFacts facts, LoadOptions options, LedgerLoad? resumed)
{
    /// <summary>Below this a table gets its indexes before its rows: an ALTER TABLE costs more than it saves.</summary>
    private const long SmallTableBytes = 1024 * 1024;

    private readonly ExistingChecks _existing = new(facts, options, resumed);

    /// <summary>What the comparison with the target's objects found.</summary>
    public ExistingChecks Existing => _existing;

    /// <summary>Decides what is done about the table.</summary>
    public Disposition Decide(ScopedTable table) => OnlyRows(table) ? _existing.DecideRows(table.Target, facts.Engines.GetValueOrDefault(table.Engine)) : _existing.Decide("TABLE", table.Target);

    /// <summary>The steps of a table that is made, replaced or gone on with.</summary>
    public IEnumerable<LoadStep> Of(ScopedTable table, Disposition disposition)
    {
        // ARCHIVE knows no TRUNCATE: what an earlier run had begun to fill is made anew.
        if (disposition == Disposition.Continue && !OnlyRows(table) && table.Engine.Equals("ARCHIVE", StringComparison.OrdinalIgnoreCase) && FindRows(table, disposition) is { StartsAnew: true })
            disposition = Disposition.Replace;
        var later = FindLaterIndexes(table);
        var record = new LedgerObject(OnlyRows(table) ? "ROWS" : "TABLE", table.Target.Database, table.Target.Name);
        if (disposition == Disposition.Replace)
            yield return Clear(table);
        if (table.Definition is { } definition && disposition != Disposition.Continue)
            yield return Make(table, definition, later, record);
        if (FindRows(table, disposition) is var rows && (rows is not null || later.Count > 0))
            yield return Fill(table, rows, later, record);
        if (table.Definition is { } keyed && keyed.ForeignKeys.Any())
            yield return AddForeignKeys(table, [.. keyed.ForeignKeys]);
        if (options.Content != ExportContent.Schema && table.Table.Chunks.Count > 0)
            yield return Analyze(table);
    }

    private static bool OnlyRows(ScopedTable table) => table.Definition is null;

    private static LoadStep Clear(ScopedTable table) => new()
    {
        Phase = LoadPhase.Clearing,
        Action = OnlyRows(table) ? $"Empty table {table.Target}" : $"Drop table {table.Target}",
        Reason = OnlyRows(table) ? "it has rows, and is to be replaced" : "it is there, and is to be replaced",
        Target = table.Target,
        Statements = [OnlyRows(table) ? $"TRUNCATE TABLE {table.Target.Quoted}" : $"DROP TABLE IF EXISTS {table.Target.Quoted}"],
    };

    private static LoadStep Make(ScopedTable table, CreateTableText definition, IReadOnlyList<IndexElement> later, LedgerObject record)
    {
        var first = definition with { Elements = [.. definition.Elements.Where(element => element is not ForeignKeyElement && !later.Contains(element))] };
        return new LoadStep
        {
            Phase = LoadPhase.Tables,
            Action = $"Create table {table.Target}",
            Reason = later.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{later.Count} of its indexes are made after the rows"),
            Target = table.Target,
            Statements = [first.ToString()],
            Record = record,
        };
    }

    private static LoadStep Fill(ScopedTable table, TableLoad? rows, IReadOnlyList<IndexElement> later, LedgerObject record) => new()
    {
        Phase = LoadPhase.Rows,
        Action = rows is null ? $"Add indexes to {table.Target}" : $"Load rows into {table.Target}",
        Reason = string.Join(", ", Parts(rows, later)),
        Target = table.Target,
        Rows = rows,
        Indexes = later,
        Record = record,
    };

    private static IEnumerable<string> Parts(TableLoad? rows, IReadOnlyList<IndexElement> later)
    {
        if (rows is not null)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{rows.Chunks.Count} {(rows.Chunks.Count == 1 ? "chunk" : "chunks")}");
            if (rows.Rows is { } count)
                yield return string.Create(CultureInfo.InvariantCulture, $"{count:N0} rows, {rows.Bytes:N0} bytes");
            if (rows.StartsAnew)
                yield return "from the start, because the engine can't roll back what an earlier run had begun";
            else if (rows.ChunksDone > 0)
                yield return string.Create(CultureInfo.InvariantCulture, $"{rows.ChunksDone} chunks are there from an earlier run");
        }

        if (later.Count > 0)
            yield return $"then indexes {string.Join(", ", later.Select(index => index.Name))}";
    }

    private static LoadStep AddForeignKeys(ScopedTable table, IReadOnlyList<ForeignKeyElement> keys) => new()
    {
        Phase = LoadPhase.ForeignKeys,
        Action = $"Add foreign keys to {table.Target}",
        Reason = $"{string.Join(", ", keys.Select(key => key.Name))}; then look for rows without parents",
        Target = table.Target,
        ForeignKeys = keys,
    };

    private LoadStep Analyze(ScopedTable table)
    {
        var histograms = options.Content == ExportContent.Data ? [] : table.Table.Histograms;
        var statements = new List<string> { $"ANALYZE TABLE {table.Target.Quoted}" };
        statements.AddRange(histograms.Select(histogram => string.Create(
            CultureInfo.InvariantCulture,
            $"ANALYZE TABLE {table.Target.Quoted} UPDATE HISTOGRAM ON {SqlIdentifier.Quote(histogram.Column)} WITH {histogram.Buckets} BUCKETS{(histogram.IsAutomatic ? " AUTO UPDATE" : "")}")));
        return new LoadStep
        {
            Phase = LoadPhase.Statistics,
            Action = $"Analyze table {table.Target}",
            Reason = histograms.Count == 0 ? "" : $"with histograms of {string.Join(", ", histograms.Select(histogram => histogram.Column))}",
            Target = table.Target,
            Statements = statements,
            Histograms = histograms,
        };
    }

    /// <summary>The indexes that come after the rows: those that the splitter takes out, but not of a small table.</summary>
    private IReadOnlyList<IndexElement> FindLaterIndexes(ScopedTable table)
    {
        var chunks = options.Content == ExportContent.Schema ? [] : table.Table.Chunks;
        var isSmall = chunks.All(chunk => chunk.Rows >= 0) && chunks.Sum(chunk => chunk.TextBytes) < SmallTableBytes;
        if (table.Definition is not { } definition || isSmall)
            return [];
        var kept = CreateTableText.Parse(definition.SplitForLoad().CreateStatement).Indexes.Select(index => index.Text).ToHashSet(StringComparer.Ordinal);
        return [.. definition.Indexes.Where(index => !kept.Contains(index.Text))];
    }

    private TableLoad? FindRows(ScopedTable table, Disposition disposition)
    {
        if (options.Content == ExportContent.Schema || table.Table.Chunks.Count == 0)
            return null;
        var engine = table.Definition is null ? _existing.Find("TABLE", table.Target)?.Detail ?? table.Engine : table.Engine;
        var isTransactional = facts.Engines.GetValueOrDefault(engine);
        var done = resumed is { State: LedgerState.Loading } && resumed.Chunks.TryGetValue(table.Target, out var chunks) ? chunks : new HashSet<int>();
        var all = Enumerable.Range(0, table.Table.Chunks.Count).ToArray();
        var isOver = disposition == Disposition.Continue && all.All(done.Contains);

        // A table that is gone takes its chunks with it; one that can't roll back may hold half a chunk.
        var startsAnew = !isOver && (disposition == Disposition.Continue ? !isTransactional : done.Count > 0);
        return new TableLoad
        {
            Database = table.Database,
            Table = table.Table,
            Target = table.Target,
            IsTransactional = isTransactional,
            Chunks = startsAnew ? all : [.. all.Where(number => !done.Contains(number))],
            ChunksDone = startsAnew ? 0 : done.Count,
            StartsAnew = startsAnew,
        };
    }
}
