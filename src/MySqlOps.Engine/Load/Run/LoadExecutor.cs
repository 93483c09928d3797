using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Ledger;
using MySqlOps.Engine.Load.Plan;
using MySqlOps.Engine.Load.Rows;

namespace MySqlOps.Engine.Load.Run;

/// <summary>Runs a plan, phase by phase. It may be ended at any moment: the same plan made anew goes on from there.</summary>
internal sealed class LoadExecutor : IDisposable
{
    private readonly IExportSource _source;
    private readonly LoadPlan _plan;
    private readonly LoadControl _control;
    private readonly LoadCrew _crew;
    private readonly IOperationObserver _observer;
    private readonly TimeProvider _time;
    private readonly LoadJournal _journal;
    private readonly StatementRunner _runner;
    private readonly LoadRetry _retry;
    private readonly long _start;
    private RejectFiles? _rejects;

    /// <summary>Prepares to run.</summary>
    /// <param name="source">The export.</param>
    /// <param name="plan">The plan, without refusals.</param>
    /// <param name="control">The session that holds the locks.</param>
    /// <param name="crew">The sessions that load.</param>
    /// <param name="observer">Hears of warnings and progress.</param>
    /// <param name="time">The clock.</param>
    public LoadExecutor(IExportSource source, LoadPlan plan, LoadControl control, LoadCrew crew, IOperationObserver observer, TimeProvider time)
    {
        _source = source;
        _plan = plan;
        _control = control;
        _crew = crew;
        _observer = observer;
        _time = time;
        _journal = new LoadJournal(observer);
        _runner = new StatementRunner(_journal);
        _retry = new LoadRetry(control, time, observer);
        _start = time.GetTimestamp();
    }

    /// <summary>Runs the plan.</summary>
    /// <exception cref="MySqlOpsException">LoadRejected or LoadChunkFailed: tables could not be loaded, the others were; any other: a step failed.</exception>
    public async Task<MySqlImport> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var note in _plan.Notes)
            _journal.Warn(note);
        foreach (var remark in _plan.Remarks)
            _observer.Verbose(remark);
        await SessionAsync(cancellationToken).ConfigureAwait(false);
        foreach (var refused in _crew.RefusedSettings)
            _journal.Warn(refused);
        var load = await BeginAsync(cancellationToken).ConfigureAwait(false);
        await RunPhaseAsync(LoadPhase.Clearing, isParallel: false, cancellationToken).ConfigureAwait(false);
        await _control.WriteAsync(ledger => ledger.EnterLoadingAsync(load, _plan.Records, cancellationToken), cancellationToken).ConfigureAwait(false);
        await RunPhaseAsync(LoadPhase.Databases, isParallel: false, cancellationToken).ConfigureAwait(false);
        await RunPhaseAsync(LoadPhase.Tables, isParallel: true, cancellationToken).ConfigureAwait(false);
        await LoadRowsAsync(load, cancellationToken).ConfigureAwait(false);
        await AddForeignKeysAsync(cancellationToken).ConfigureAwait(false);
        await RunPhaseAsync(LoadPhase.Routines, isParallel: false, cancellationToken).ConfigureAwait(false);
        await new ViewBuilder(_runner, _journal).BuildAsync(await SessionAsync(cancellationToken).ConfigureAwait(false), Steps(LoadPhase.Views), cancellationToken).ConfigureAwait(false);
        await RunPhaseAsync(LoadPhase.Triggers, isParallel: false, cancellationToken).ConfigureAwait(false);
        await AddAccountsAsync(cancellationToken).ConfigureAwait(false);
        await RunPhaseAsync(LoadPhase.Statistics, isParallel: true, cancellationToken).ConfigureAwait(false);
        await RunPhaseAsync(LoadPhase.Events, isParallel: false, cancellationToken).ConfigureAwait(false);
        if (_plan.GtidSet is { } set)
            await GtidSetter.AddAsync(await SessionAsync(cancellationToken).ConfigureAwait(false), set, cancellationToken).ConfigureAwait(false);
        await _control.EnsureLockedAsync(cancellationToken).ConfigureAwait(false);
        await _control.WriteAsync(ledger => ledger.CloseAsync(load, LedgerState.Finished, cancellationToken), cancellationToken).ConfigureAwait(false);
        return Describe();
    }

    /// <inheritdoc />
    public void Dispose() => _rejects?.Dispose();

    private IReadOnlyList<LoadStep> Steps(LoadPhase phase) => [.. _plan.Steps.Where(step => step.Phase == phase)];

    private Task<DataSession> SessionAsync(CancellationToken cancellationToken) => _crew.First.SessionAsync(cancellationToken);

    private async Task<long> BeginAsync(CancellationToken cancellationToken)
    {
        var id = _plan.Resumed?.Id ?? 0;
        await _control.WriteAsync(
            async ledger =>
            {
                await ledger.EnsureAsync(cancellationToken).ConfigureAwait(false);
                foreach (var other in _plan.Abandoned)
                    await ledger.CloseAsync(other, LedgerState.Abandoned, cancellationToken).ConfigureAwait(false);
                if (_plan.Resumed is null)
                    id = await ledger.BeginAsync(_source.Manifest.Id.ToString(), _plan.Request, _source.Origin, _plan.GtidSet, cancellationToken).ConfigureAwait(false);

                // Before the tables are made anew: a crash in between must not leave chunks on record that are in no table.
                foreach (var table in _plan.Steps.Select(step => step.Rows).OfType<TableLoad>().Where(table => table.StartsAnew))
                    await ledger.ForgetChunksAsync(id, table.Target, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return id;
    }

    private async Task RunPhaseAsync(LoadPhase phase, bool isParallel, CancellationToken cancellationToken)
    {
        var steps = Steps(phase);
        if (steps.Count == 0)
            return;
        _observer.Verbose($"{phase}: {steps.Count} steps.");
        if (isParallel)
        {
            await _crew.ForEachAsync(steps, RunStepAsync, cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (var step in steps)
            await RunStepAsync(await SessionAsync(cancellationToken).ConfigureAwait(false), step, cancellationToken).ConfigureAwait(false);
    }

    private async Task RunStepAsync(DataSession session, LoadStep step, CancellationToken cancellationToken)
    {
        await _runner.RunAsync(session, step, cancellationToken).ConfigureAwait(false);
        if (step.Phase is not (LoadPhase.Clearing or LoadPhase.Statistics))
            _journal.AddFile();
    }

    private async Task LoadRowsAsync(long load, CancellationToken cancellationToken)
    {
        var steps = Steps(LoadPhase.Rows);
        var options = _plan.Options;
        var made = Steps(LoadPhase.Tables).Select(step => step.Target).ToHashSet();
        foreach (var table in steps.Select(step => step.Rows).OfType<TableLoad>().Where(table => table is { StartsAnew: true, IsTransactional: false } && !made.Contains(table.Target)))
            await RowsPhase.EmptyAsync(await SessionAsync(cancellationToken).ConfigureAwait(false), table, cancellationToken).ConfigureAwait(false);
        var progress = new LoadProgress(_observer, _time, $"Importing into {_plan.Facts.Server.Endpoint}", steps.Sum(step => step.Rows?.Bytes ?? 0));
        _rejects = new RejectFiles(options.RejectFolder, load);
        IRowUpload upload = _plan.Facts.AllowsLocalInfile ? new LoadDataUpload() : new InsertUpload(_plan.Facts.MaxPacketBytes);
        var loader = new ChunkLoader(_source, upload, new ByteThrottle(options.MaxBytesPerSecond, _time), progress, _rejects, load, options.AllowWarning);
        var phase = new RowsPhase(steps, loader, _retry, _journal);
        try
        {
            if (steps.Count > 0)
                await _crew.WorkAsync(phase.WorkAsync, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            progress.Complete();
        }

        ThrowIfFailed();
        await VerifyChunksAsync(load, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whatever has happened to the server, each chunk must be on record before anything is called done.</summary>
    private async Task VerifyChunksAsync(long load, CancellationToken cancellationToken)
    {
        await _control.EnsureLockedAsync(cancellationToken).ConfigureAwait(false);
        var expected = Steps(LoadPhase.Rows).Sum(step => (step.Rows?.Chunks.Count ?? 0) + (step.Rows?.ChunksDone ?? 0));
        var there = await _control.UseAsync(session => new LedgerReader(session).CountChunksAsync(load, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (there < expected)
            throw new MySqlOpsException(ErrorId.LoadChunkFailed, $"{_plan.Facts.Server} has {there} of {expected} chunks on record: it has lost committed transactions. Import again: it goes on with what is there.", _plan.Facts.Server);
    }

    private void ThrowIfFailed()
    {
        var failures = _journal.Failures;
        if (failures.Count == 1)
            throw failures[0];
        if (failures.Count > 1)
        {
            const int Shown = 5;
            var rest = failures.Count > Shown ? $" And {failures.Count - Shown} more." : "";
            throw new MySqlOpsException(failures[0].Id, $"{failures.Count} tables could not be loaded. {string.Join(' ', failures.Take(Shown).Select(failure => failure.Message))}{rest}", _plan.Facts.Server, failures[0])
            {
                ServerErrorNumber = failures[0].ServerErrorNumber,
                SqlState = failures[0].SqlState,
            };
        }
    }

    private async Task AddForeignKeysAsync(CancellationToken cancellationToken)
    {
        var steps = Steps(LoadPhase.ForeignKeys);
        foreach (var step in steps)
            await ForeignKeyBuilder.BuildAsync(await SessionAsync(cancellationToken).ConfigureAwait(false), step, cancellationToken).ConfigureAwait(false);
        if (_plan.Options.Content == ExportContent.Schema)
            return;
        await _crew.ForEachAsync(
            steps,
            async (session, step, stop) =>
            {
                foreach (var orphans in await ForeignKeyBuilder.FindOrphansAsync(session, step, stop).ConfigureAwait(false))
                    _journal.Add(orphans);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task AddAccountsAsync(CancellationToken cancellationToken)
    {
        var builder = new AccountBuilder(_plan.Resumed?.Objects ?? new HashSet<LedgerObject>(), _journal);
        foreach (var step in Steps(LoadPhase.Accounts))
            await builder.RunAsync(await SessionAsync(cancellationToken).ConfigureAwait(false), step, cancellationToken).ConfigureAwait(false);
    }

    private MySqlImport Describe() => new()
    {
        Server = _plan.Facts.Server,
        Origin = _source.Origin,
        Databases = _plan.Databases,
        Tables = _plan.Steps.Where(step => step.Phase is LoadPhase.Tables or LoadPhase.Rows).Select(step => step.Target).Distinct().Count(),
        Rows = _journal.Rows,
        Bytes = _journal.Bytes,
        Files = _journal.Files,
        ChunksSkipped = _journal.ChunksThere + _plan.Steps.Sum(step => step.Rows?.ChunksDone ?? 0),
        Resumed = _plan.IsResumed,
        Orphans = _journal.Orphans,
        GtidPurged = _plan.GtidSet,
        RejectFiles = _rejects?.Paths ?? [],
        Warnings = _journal.Warnings,
        Duration = _time.GetElapsedTime(_start),
    };
}
