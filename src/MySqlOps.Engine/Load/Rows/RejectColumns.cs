using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Rows;

/// <summary>
/// Finds the column that does not fit in rejected rows: their cells are loaded, column by column, into a temporary table that has that column alone.
/// </summary>
internal sealed class RejectColumns(IExportSource source, IRowUpload upload, DataSession session, ChunkJob job)
{
    /// <summary>How much text of rejected rows is held; rows past that come without their column and value.</summary>
    private const int TextLimit = 16 * 1024 * 1024;

    private const int ValueLimit = 64 * 1024;

    private readonly IReadOnlyList<ExportedColumn> _columns = job.Table.Table.Columns;

    private string Probe => new ObjectName(job.Table.Target.Database, "mysqlops_load_probe").Quoted;

    /// <summary>Describes the rows.</summary>
    /// <param name="found">The rows' numbers, in order, with the warning that each gave.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public async Task<IReadOnlyList<RejectedRow>> DescribeAsync(IReadOnlyDictionary<long, ServerWarning> found, CancellationToken cancellationToken)
    {
        var text = await ReadTextAsync(found.Keys.ToHashSet(), cancellationToken).ConfigureAwait(false);
        var rows = found.Select(row => new RejectedRow { Row = row.Key, Warning = row.Value }).ToArray();
        for (var column = 0; column < _columns.Count; column++)
        {
            try
            {
                await TryColumnAsync(text, rows, column, cancellationToken).ConfigureAwait(false);
            }
            catch (MySqlOpsException e) when (e.ServerErrorNumber is not null)
            {
                // No leave to make temporary tables, or a server that wants a key in them: the rows come without a column.
                break;
            }
        }

        for (var i = 0; i < rows.Length; i++)
            rows[i] = rows[i] with { Value = Cut(await CellAsync(text, rows[i], i, cancellationToken).ConfigureAwait(false)) };
        return rows;
    }

    private static byte[]? Cut(byte[]? value) => value is { Length: > ValueLimit } ? value[..ValueLimit] : value;

    private async Task TryColumnAsync(byte[] text, RejectedRow[] rows, int column, CancellationToken cancellationToken)
    {
        var name = SqlIdentifier.Quote(_columns[column].Name);
        await session.ExecuteAsync($"CREATE TEMPORARY TABLE {Probe} SELECT {name} FROM {job.Table.Target.Quoted} LIMIT 0", cancellationToken).ConfigureAwait(false);
        try
        {
            if (await WarningAsync(text, RowSet.Range(0, rows.Length), column, cancellationToken).ConfigureAwait(false) is null)
                return;
            for (var i = 0; i < rows.Length; i++)
            {
                if (rows[i].Column is null && await WarningAsync(text, RowSet.Range(i, i + 1), column, cancellationToken).ConfigureAwait(false) is { } warning)
                    rows[i] = rows[i] with { Column = _columns[column].Name, Warning = warning };
            }
        }
        finally
        {
            if (!session.IsAbandoned)
                await session.ExecuteAsync($"DROP TEMPORARY TABLE IF EXISTS {Probe}", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The first warning of cells beyond the expected ones; null for none.</summary>
    private async Task<ServerWarning?> WarningAsync(byte[] text, RowSet rows, int column, CancellationToken cancellationToken)
    {
        var slice = new LoadTextSlice(new MemoryStream(text), _columns, rows, column);
        await using (slice.ConfigureAwait(false))
        {
            var outcome = await upload.SendAsync(session, Probe, [_columns[column]], slice, cancellationToken).ConfigureAwait(false);
            if (outcome.Warnings == slice.InvalidEnums && outcome.AffectedRows == slice.Rows)
                return null;
            var warnings = await ServerWarnings.ReadAsync(session, 1, cancellationToken).ConfigureAwait(false);
            return warnings.Count > 0 ? warnings[0] : null;
        }
    }

    /// <summary>The rows' text, in their order, as far as it is kept.</summary>
    private async Task<byte[]> ReadTextAsync(IReadOnlySet<long> rows, CancellationToken cancellationToken)
    {
        var reading = await source.OpenChunkAsync(job.Table.Database, job.Table.Table, job.Chunk, cancellationToken).ConfigureAwait(false);
        var slice = new LoadTextSlice(reading.Text, _columns, RowSet.Of(rows), onlyColumn: null);
        await using (slice.ConfigureAwait(false))
        {
            var kept = new MemoryStream();
            var buffer = new byte[64 * 1024];
            int count;
            while (kept.Length < TextLimit && (count = await slice.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
                kept.Write(buffer, 0, count);
            return kept.ToArray();
        }
    }

    private async Task<byte[]?> CellAsync(byte[] text, RejectedRow row, int place, CancellationToken cancellationToken)
    {
        var column = row.Column is null ? (int?)null : _columns.Select((one, i) => (one, i)).First(pair => pair.one.Name == row.Column).i;
        var slice = new LoadTextSlice(new MemoryStream(text), _columns, RowSet.Range(place, place + 1), column);
        await using (slice.ConfigureAwait(false))
        {
            var cell = new MemoryStream();
            await slice.CopyToAsync(cell, cancellationToken).ConfigureAwait(false);
            var bytes = cell.ToArray();
            var end = bytes is [.., (byte)'\n'] ? bytes.Length - 1 : bytes.Length;
            return column is null ? bytes[..end] : LoadTextCell.Decode(bytes.AsSpan(0, end));
        }
    }
}
