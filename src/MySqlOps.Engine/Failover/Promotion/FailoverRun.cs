using System.Text.Json;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Election;
using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Hooks;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>
/// One failover, from the lease to the last replica. Until the journal says Promoting, an error undoes all that was done; from then on nothing is undone, and another run
/// goes on where this one ended.
/// </summary>
internal sealed class FailoverRun
{
    private readonly FailoverOptions _options;
    private readonly IFailoverHooks _hooks;
    private readonly TimeProvider _time;
    private readonly RunContext _context;
    private readonly FailoverJournal _journal;
    private readonly FenceStage _fence;
    private readonly ReplicaStage _replicas;
    private readonly FollowStage _follow;
    private readonly ChannelMemory _channels;
    private readonly Resume _resume;
    private readonly RunRecord _record;
    private MySqlServer? _primary;
    private FenceProof? _proof;
    private TimeSpan? _writableAfter;
    private GtidSet? _promoted;
    private LossEstimate? _loss;

    /// <summary>Makes a run. The facts were read after the lease was taken.</summary>
    public FailoverRun(FailoverFacts facts, FailoverOptions options, MajorityLease lease, StepRunner runner, IFailoverHooks hooks, TimeProvider time)
    {
        (_options, _hooks, _time) = (options, hooks, time);
        _record = RunRecord.Of(facts, options);
        facts = facts with { Delays = _record.Delays.ToDictionary(static delay => delay.Key, static delay => TimeSpan.FromSeconds(delay.Value), StringComparer.OrdinalIgnoreCase) };
        _context = new RunContext(facts, options, lease, runner, time);
        _journal = new FailoverJournal(lease, [.. facts.Replicas.Select(static replica => replica.Server)], time);
        _fence = new FenceStage(_context);
        _replicas = new ReplicaStage(_context);
        _follow = new FollowStage(_context);
        _channels = new ChannelMemory(_context);
        _resume = Resume.Decide(facts, options.IsForced);
    }

    private FailoverFacts Facts => _context.Facts;

    private StepRunner Runner => _context.Runner;

    /// <summary>Runs it.</summary>
    /// <exception cref="MySqlOpsException">Any Failover error before a new primary is writable; all that was done is undone then, or the message says what is not.</exception>
    public async Task<MySqlFailover> RunAsync(CancellationToken cancellationToken)
    {
        if (_resume.Kind == ResumeKind.Recall)
            return await RecallAsync(cancellationToken).ConfigureAwait(false);
        if (_resume.Kind == ResumeKind.Finish)
            _primary = _resume.Candidate!.Server;
        else
            await AskHooksAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_primary is null)
                await ElectAndPromoteAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is MySqlOpsException or OperationCanceledException)
        {
            await RetreatAsync(e).ConfigureAwait(false);
            throw;
        }

        // From here on a cancellation would leave stopped replicas behind.
        var after = HasMovedOn ? Runner.TryAsync(_context.Steps.Own(FailoverStepKind.Hook, "Run AfterFailover"), AfterAsync, CancellationToken.None) : Task.FromResult<MySqlOpsException?>(null);
        await _follow.RunAsync(_primary!, CancellationToken.None).ConfigureAwait(false);
        await PersistAsync().ConfigureAwait(false);
        await new EventStage(_context).RunAsync(_primary!, CancellationToken.None).ConfigureAwait(false);
        var back = await new OldPrimaryStage(_context).RunAsync(_primary!, _channels.Login, _channels.Model, CancellationToken.None).ConfigureAwait(false);
        await after.ConfigureAwait(false);
        await WriteAsync(JournalState.Completed, CancellationToken.None).ConfigureAwait(false);
        return await PostAsync(Outcome(back)).ConfigureAwait(false);
    }

    /// <summary>True when there is a new primary that no run has told the hook of for certain.</summary>
    private bool HasMovedOn => _hooks.Has(FailoverHookKind.AfterFailover) && (_resume.Kind != ResumeKind.Finish || Facts.Journal!.IsUnfinished);

    private async Task ElectAndPromoteAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(JournalState.Begun, cancellationToken).ConfigureAwait(false);
        await _fence.FenceAsync(cancellationToken).ConfigureAwait(false);
        var pinned = _resume.Kind == ResumeKind.GoOn ? _resume.Candidate!.Server.Endpoint : null;
        List<MemberFacts> fallen = _resume is { Kind: ResumeKind.Again, Candidate: { } lost } ? [lost] : [];
        while (_primary is null)
        {
            _fence.BeginProbe(cancellationToken);
            var candidate = await ChooseAsync(pinned, cancellationToken).ConfigureAwait(false);
            foreach (var dead in fallen)
                await _fence.ProveAsync(dead, dead.Uuid, cancellationToken).ConfigureAwait(false);
            _proof = await _fence.ProveAsync(Facts.OldPrimary, Facts.OldUuid, cancellationToken).ConfigureAwait(false);
            await _context.Lease.ConfirmAsync(cancellationToken).ConfigureAwait(false);
            await WriteAsync(JournalState.Promoting, CancellationToken.None, candidate).ConfigureAwait(false);
            Runner.Commit();
            if (await PromoteAsync(candidate).ConfigureAwait(false) is not { } trouble)
                continue;

            // The candidate is gone with what it may have taken by now: it must be proven to be down before another is chosen.
            await _context.ReadAsync(asksOld: false, CancellationToken.None).ConfigureAwait(false);
            if (Facts.Of(candidate.Server).IsReachable || fallen.Count + 1 >= Facts.Replicas.Count)
                throw new MySqlOpsException(ErrorId.FailoverPromotionFailed, $"{candidate.Server} could not be made writable. {trouble.Message} Run the command again: it goes on where this one ended.", candidate.Server, trouble);
            fallen.Add(candidate);
            pinned = null;
        }
    }

    private async Task<MemberFacts> ChooseAsync(string? pinned, CancellationToken cancellationToken)
    {
        await _replicas.StopAsync(cancellationToken).ConfigureAwait(false);
        await _replicas.ApplyAsync(cancellationToken).ConfigureAwait(false);
        var choice = FailoverElection.Make(Facts, _options, pinned);
        if (choice.Candidate is not { } candidate)
            throw new MySqlOpsException(choice.Refusal!.Value, choice.Reason, Facts.OldPrimary.Server);
        _loss = choice.Loss;
        await Runner.RunAsync(_context.Steps.Elect(candidate), _ => Task.FromResult<string?>(string.Join(" ", choice.Advice.Prepend(choice.Reason))), cancellationToken).ConfigureAwait(false);
        await _replicas.CollectAsync(choice, cancellationToken).ConfigureAwait(false);
        await _channels.RememberAsync([candidate.Server], cancellationToken).ConfigureAwait(false);
        return Facts.Of(candidate.Server);
    }

    /// <summary>Makes the candidate writable, and says so in the journal.</summary>
    /// <returns>The error; null for none.</returns>
    private async Task<MySqlOpsException?> PromoteAsync(MemberFacts candidate)
    {
        try
        {
            foreach (var step in _context.Steps.Prepare(candidate).ToArray())
                await Runner.RunAsync(step, CancellationToken.None).ConfigureAwait(false);
            var session = _context.Lease.Of(candidate.Server);
            _promoted = GtidSet.Parse(await session.TextAsync("SELECT @@GLOBAL.gtid_executed", _options.AskTimeout, CancellationToken.None).ConfigureAwait(false) ?? "");
            await Runner.RunAsync(_context.Steps.Promote(candidate), CancellationToken.None).ConfigureAwait(false);
            _writableAfter = Runner.Elapsed;
        }
        catch (MySqlOpsException e)
        {
            return e;
        }

        _primary = candidate.Server;
        await WriteAsync(JournalState.Promoted, CancellationToken.None, candidate).ConfigureAwait(false);
        return null;
    }

    private async Task PersistAsync()
    {
        if (_channels.Model is null)
            await _channels.RememberAsync([_primary!], CancellationToken.None).ConfigureAwait(false);
        foreach (var step in _context.Steps.Persist(Facts.Of(_primary!)).ToArray())
            await Runner.TryAsync(step, static _ => Task.FromResult<string?>(null), CancellationToken.None).ConfigureAwait(false);
    }

    private async Task AskHooksAsync(CancellationToken cancellationToken)
    {
        await HookAsync(FailoverHookKind.FailCheck, token => _hooks.CheckAsync(Occasion(), token), cancellationToken).ConfigureAwait(false);
        await HookAsync(FailoverHookKind.BeforeFailover, token => _hooks.BeforeAsync(Occasion(), token), cancellationToken).ConfigureAwait(false);
    }

    private Task HookAsync(FailoverHookKind kind, Func<CancellationToken, Task<string?>> hook, CancellationToken cancellationToken) => !_hooks.Has(kind) ? Task.CompletedTask : Runner.RunAsync(
        _context.Steps.Own(FailoverStepKind.Hook, $"Run {kind}"),
        async token => await hook(token).ConfigureAwait(false) is { } reason ? throw new MySqlOpsException(ErrorId.FailoverStoppedByHook, reason, Facts.OldPrimary.Server) : null,
        cancellationToken);

    private async Task<string?> AfterAsync(CancellationToken cancellationToken)
    {
        await _hooks.AfterAsync(Occasion(), cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task<MySqlFailover> PostAsync(MySqlFailover outcome)
    {
        if (!_hooks.Has(FailoverHookKind.PostFailover))
            return outcome;
        await Runner.TryAsync(
            _context.Steps.Own(FailoverStepKind.Hook, "Run PostFailover"),
            async token =>
            {
                await _hooks.PostAsync(Occasion() with { Outcome = outcome }, token).ConfigureAwait(false);
                return null;
            },
            CancellationToken.None).ConfigureAwait(false);
        return outcome with { Steps = Runner.Results };
    }

    /// <summary>Starts what an interrupted run has stopped: the primary answers.</summary>
    private async Task<MySqlFailover> RecallAsync(CancellationToken cancellationToken)
    {
        await _context.Lease.TryAddAsync(Facts.OldPrimary.Server, cancellationToken).ConfigureAwait(false);
        var stopped = RunRecord.Read(Facts.Journal!.Document);
        foreach (var step in RecallPlanner.Plan(Facts, stopped))
            await Runner.TryAsync(step, static _ => Task.FromResult<string?>(null), cancellationToken).ConfigureAwait(false);
        await _journal.WriteAsync(Facts.Journal with { State = JournalState.Aborted }, cancellationToken).ConfigureAwait(false);
        return Base() with { IsUndone = true, IsResumed = true, Message = _resume.Reason, Error = ErrorId.FailoverPrimaryAlive };
    }

    private async Task RetreatAsync(Exception cause)
    {
        if (_journal.Current is not { } entry)
            return;
        var isUndone = await Runner.UndoAsync().ConfigureAwait(false);

        // What could not be undone stays on record, for the next run to do.
        if (!isUndone || entry.State != JournalState.Begun)
            return;
        try
        {
            await _journal.WriteAsync(entry with { State = JournalState.Aborted }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (!ReferenceEquals(e, cause))
        {
            // The record of a run that was undone is harmless: the next run finds nothing to do.
        }
    }

    private Task WriteAsync(JournalState state, CancellationToken cancellationToken, MemberFacts? candidate = null)
    {
        var entry = _journal.Current ?? Begin();
        if (candidate is not null)
            entry = entry with { NewPrimary = candidate.Server.Endpoint, NewPrimaryUuid = candidate.Uuid };
        return Runner.RunAsync(
            _context.Steps.Own(FailoverStepKind.Journal, $"Write '{state}' to the journal"),
            async token =>
            {
                await _journal.WriteAsync(entry with { State = state }, token).ConfigureAwait(false);
                return null;
            },
            cancellationToken);
    }

    /// <summary>A run that finishes another one goes on with its record; any other begins a new one.</summary>
    private JournalEntry Begin() => _resume.Kind == ResumeKind.Finish ? Facts.Journal! : new JournalEntry
    {
        Epoch = (Facts.Journal?.Epoch ?? 0) + 1,
        RunId = Guid.NewGuid().ToString("N"),
        State = JournalState.Begun,
        OldPrimary = Facts.OldPrimary.Server.Endpoint,
        OldPrimaryUuid = Facts.OldUuid,
        Holder = LeaseHolder.Name,
        BegunAt = _time.GetUtcNow(),
        ChangedAt = _time.GetUtcNow(),
        Document = JsonSerializer.Serialize(_record),
    };

    private FailoverHookEvent Occasion() => new() { OldPrimary = Facts.OldPrimary.Server, NewPrimary = _primary, Epoch = _journal.Current?.Epoch ?? 0, Reasons = _options.Reasons };

    private MySqlFailover Base() => new()
    {
        Server = _primary ?? Facts.OldPrimary.Server,
        OldPrimary = Facts.OldPrimary.Server,
        NewPrimary = _primary,
        Epoch = _journal.Current?.Epoch ?? Facts.Journal?.Epoch ?? 0,
        IsComplete = false,
        IsResumed = _resume.Kind != ResumeKind.None,
        Elapsed = Runner.Elapsed,
        Steps = Runner.Results,
    };

    private MySqlFailover Outcome(OldPrimaryReturn back)
    {
        var loss = LossStatement.Make(Facts.OldPrimary, Facts.OldPrimary.IsSuperReadOnly, _promoted ?? Facts.Of(_primary!).GtidExecuted, _loss);
        var detached = _follow.Detached;
        return Base() with
        {
            IsComplete = detached.Count == 0,
            WritableAfter = _writableAfter,
            Fence = _proof,
            PromotedGtidSet = _promoted,
            LostTransactions = loss.Count,
            LostGtidSet = loss.Set,
            Loss = loss.Text,
            Detached = detached,
            OldPrimaryAction = back.Action,
            OldPrimaryText = back.Reason,
            Error = detached.Count == 0 ? null : ErrorId.FailoverIncomplete,
            Message = detached.Count == 0 ? null : $"{_primary} is the primary, but not all follow it. {string.Join(" ", detached.Select(static one => one.Reason))}",
        };
    }
}
