using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Ledger;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Load.Rows;

/// <summary>
/// Loads one chunk in one transaction with its row in the ledger, so that both are there or neither. Warnings are errors: LOAD DATA LOCAL makes 127 of 300
/// and leaves out rows whose key is there, whatever sql_mode says, so a chunk with any unexpected warning is rolled back.
/// </summary>
internal sealed class ChunkLoader(IExportSource source, IRowUpload upload, ByteThrottle throttle, LoadProgress progress, RejectFiles rejects, long load, bool allowWarning)
{
    private const int WarningsToShow = 200;

    /// <summary>Loads.</summary>
    /// <exception cref="MySqlOpsException">LoadRejected: rows do not fit; any other: the statement failed, and nothing of the chunk is in a transactional table.</exception>
    public async Task<ChunkOutcome> LoadAsync(DataSession session, ChunkJob job, CancellationToken cancellationToken)
    {
        var sent = 0L;
        var outcome = default(ChunkOutcome);
        try
        {
            outcome = job.Table.IsTransactional
                ? await LoadAtOnceAsync(session, job, Hear, cancellationToken).ConfigureAwait(false)
                : await LoadThenRecordAsync(session, job, Hear, cancellationToken).ConfigureAwait(false);
            progress.AddRows(outcome.Rows);
            return outcome;
        }
        catch (Exception e) when (e is not OperationCanceledException && !session.IsAbandoned)
        {
            await session.ExecuteAsync("ROLLBACK", cancellationToken).ConfigureAwait(false);
            throw;
        }
        finally
        {
            if (outcome is null)
                progress.AddBytes(-sent);
        }

        void Hear(int count)
        {
            sent += count;
            progress.AddBytes(count);
        }
    }

    private async Task<ChunkOutcome> LoadAtOnceAsync(DataSession session, ChunkJob job, Action<int> hear, CancellationToken cancellationToken)
    {
        var ledger = new LedgerChunk(load, job.Table.Target, job.Number);
        await session.ExecuteAsync("START TRANSACTION", cancellationToken).ConfigureAwait(false);
        if (!await ClaimAsync(session, ledger, cancellationToken).ConfigureAwait(false))
        {
            await session.ExecuteAsync("ROLLBACK", cancellationToken).ConfigureAwait(false);
            return new ChunkOutcome(0, 0, WasThere: true, [], 0);
        }

        var outcome = await SendAsync(session, job, hear, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync(ledger.Record(outcome.Rows, outcome.Bytes), cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync("COMMIT", cancellationToken).ConfigureAwait(false);
        return outcome;
    }

    /// <summary>Where the engine can't roll back, rows and ledger can't be of one transaction, which enforce_gtid_consistency forbids too (error 1785).</summary>
    private async Task<ChunkOutcome> LoadThenRecordAsync(DataSession session, ChunkJob job, Action<int> hear, CancellationToken cancellationToken)
    {
        var ledger = new LedgerChunk(load, job.Table.Target, job.Number);
        var outcome = await SendAsync(session, job, hear, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync("START TRANSACTION", cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync(ledger.Claim, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync(ledger.Record(outcome.Rows, outcome.Bytes), cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync("COMMIT", cancellationToken).ConfigureAwait(false);
        return outcome;
    }

    private async Task<ChunkOutcome> SendAsync(DataSession session, ChunkJob job, Action<int> hear, CancellationToken cancellationToken)
    {
        var reading = await source.OpenChunkAsync(job.Table.Database, job.Table.Table, job.Chunk, cancellationToken).ConfigureAwait(false);
        await using (reading.ConfigureAwait(false))
        {
            var text = new MeteredStream(reading.Text, throttle, hear);
            var answer = await upload.SendAsync(session, job.Table.Target.Quoted, job.Table.Table.Columns, text, cancellationToken).ConfigureAwait(false);
            var totals = reading.Totals;
            IReadOnlyList<ServerWarning> accepted = [];
            if (answer.Warnings != totals.InvalidEnums || answer.AffectedRows != totals.Rows)
                accepted = await JudgeAsync(session, job, answer, totals, cancellationToken).ConfigureAwait(false);
            return new ChunkOutcome(answer.AffectedRows, text.Bytes, WasThere: false, accepted, totals.Rows - answer.AffectedRows);
        }
    }

    private static async Task<bool> ClaimAsync(DataSession session, LedgerChunk ledger, CancellationToken cancellationToken)
    {
        try
        {
            await session.ExecuteAsync(ledger.Claim, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber == ServerErrorNumber.DuplicateEntry)
        {
            return false;
        }
    }

    /// <summary>What to do about warnings: accept them, or find the rows, write them down and refuse the chunk.</summary>
    private async Task<IReadOnlyList<ServerWarning>> JudgeAsync(DataSession session, ChunkJob job, StatementOutcome answer, ChunkTotals totals, CancellationToken cancellationToken)
    {
        var warnings = await ServerWarnings.ReadAsync(session, WarningsToShow, cancellationToken).ConfigureAwait(false);
        if (allowWarning)
            return warnings.Count > 0 ? warnings : [new ServerWarning("Warning", 0, "The server left rows out and said nothing.")];
        await session.ExecuteAsync("ROLLBACK", cancellationToken).ConfigureAwait(false);
        var numbers = string.Join(", ", warnings.Select(warning => warning.Code).Distinct().Order());
        if (!job.Table.IsTransactional)
        {
            throw new MySqlOpsException(
                ErrorId.LoadRejected,
                $"{session.Server} took a chunk of {job.Table.Target} only with warnings ({numbers}). The table's engine can't roll back, so that the rows were not singled out; the table starts anew when the import is started again.",
                session.Server);
        }

        var found = await new RejectSearch(source, upload, session, job).FindAsync(totals.Rows, cancellationToken).ConfigureAwait(false);
        var rows = await new RejectColumns(source, upload, session, job).DescribeAsync(found, cancellationToken).ConfigureAwait(false);
        var path = await rejects.WriteAsync(job.Table.Target, job.Chunk.File.Path, rows, cancellationToken).ConfigureAwait(false);
        throw new MySqlOpsException(
            ErrorId.LoadRejected,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{session.Server} would change or drop {(rows.Count >= RejectSearch.Limit ? "at least " : "")}{rows.Count} rows of {job.Table.Target} (warnings {numbers}). They are in {path}; their chunk of {totals.Rows} rows was not loaded ({answer.AffectedRows} would have gone in). Mend the table or accept the warnings, and import again: it goes on where it stopped."),
            session.Server);
    }
}
