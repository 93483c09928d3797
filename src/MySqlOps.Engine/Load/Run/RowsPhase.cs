using System.Collections.Concurrent;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Plan;
using MySqlOps.Engine.Load.Rows;

namespace MySqlOps.Engine.Load.Run;

/// <summary>Loads the rows of all tables over several sessions. A session that finishes a table makes its indexes, while their rows are still in the server's memory.</summary>
internal sealed class RowsPhase
{
    private readonly ChunkLoader _loader;
    private readonly LoadRetry _retry;
    private readonly LoadJournal _journal;
    private readonly Dictionary<TableLoad, LoadStep> _steps = [];
    private readonly ConcurrentQueue<LoadStep> _onlyIndexes;
    private readonly ChunkQueue _queue;

    /// <summary>Prepares to load.</summary>
    /// <param name="steps">The steps of phase Rows.</param>
    /// <param name="loader">Loads a chunk.</param>
    /// <param name="retry">Tries again what may pass.</param>
    /// <param name="journal">Hears what was done, and of each table that could not be loaded.</param>
    public RowsPhase(IReadOnlyList<LoadStep> steps, ChunkLoader loader, LoadRetry retry, LoadJournal journal)
    {
        _loader = loader;
        _retry = retry;
        _journal = journal;
        foreach (var step in steps.Where(step => step.Rows is { Chunks.Count: > 0 }))
            _steps.Add(step.Rows!, step);
        _onlyIndexes = new ConcurrentQueue<LoadStep>(steps.Where(step => step.Rows is not { Chunks.Count: > 0 } && step.Indexes.Count > 0));
        _queue = new ChunkQueue(_steps.Keys);
    }

    /// <summary>Loads with one session until nothing is left to begin.</summary>
    public async Task WorkAsync(LoadSlot slot, CancellationToken cancellationToken)
    {
        while (_queue.Take() is { } job)
            await LoadAsync(slot, job, cancellationToken).ConfigureAwait(false);
        while (_onlyIndexes.TryDequeue(out var step))
            await BuildAsync(slot, step, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Empties a table that an earlier run had half filled and can't take back.</summary>
    public static Task EmptyAsync(DataSession session, TableLoad table, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"TRUNCATE TABLE {table.Target.Quoted}", cancellationToken);

    private async Task LoadAsync(LoadSlot slot, ChunkJob job, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = job.Table.IsTransactional
                ? await _retry.RunAsync(job.Chunk.File.Path, slot, session => _loader.LoadAsync(session, job, cancellationToken), cancellationToken).ConfigureAwait(false)
                : await _loader.LoadAsync(await slot.SessionAsync(cancellationToken).ConfigureAwait(false), job, cancellationToken).ConfigureAwait(false);
            _journal.Add(job, outcome);
        }
        catch (MySqlOpsException e) when (IsOfTheTable(e))
        {
            _queue.Fail(job);
            _journal.Fail(job.Table.Target, Explain(job, e));
            return;
        }
        catch (MySqlOpsException e)
        {
            throw Explain(job, e);
        }

        if (_queue.Finish(job) && _steps[job.Table] is { Indexes.Count: > 0 } step)
            await BuildAsync(slot, step, cancellationToken).ConfigureAwait(false);
    }

    private async Task BuildAsync(LoadSlot slot, LoadStep step, CancellationToken cancellationToken)
    {
        try
        {
            await _retry.RunAsync(
                step.Action,
                slot,
                async session =>
                {
                    await IndexBuilder.BuildAsync(session, step, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (IsOfTheTable(e))
        {
            _journal.Fail(step.Target, e);
        }
    }

    /// <summary>True when other tables may fare better.</summary>
    private static bool IsOfTheTable(MySqlOpsException e) =>
        e.Id is ErrorId.LoadRejected or ErrorId.LoadValueTooLarge or ErrorId.ExportDamaged || (e.ServerErrorNumber is not null && !LoadRetry.Passes(e));

    private static MySqlOpsException Explain(ChunkJob job, MySqlOpsException e) => e.ServerErrorNumber is null && e.Id != ErrorId.ConnectionLost
        ? e
        : e.Retell(ErrorId.LoadChunkFailed, $"A part of {job.Table.Target}, {job.Chunk.File.Path}, could not be loaded: {e.Message} Nothing of it is in the table; import again to go on.", e.Target);
}
