using System.Globalization;
using System.Runtime.CompilerServices;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Hooks;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>Watches a primary, and fails over when it is gone. One at a time acts, the holder of the lease; the others stand by. Runs once.</summary>
internal sealed class FailoverMonitor : IAsyncDisposable
{
    private readonly MonitorOptions _options;
    private readonly TimeProvider _time;
    private readonly EventFeed _feed;
    private readonly MonitorLease _lease;
    private readonly SurveyTask _survey;
    private readonly MonitorRun _run;
    private MonitorTopology _topology;
    private PrimaryWatch _watch;
    private MonitorRecords _records = MonitorRecords.None;
    private IReadOnlyList<MemberFacts> _members = [];
    private bool _isSuspended;

    /// <summary>Makes one.</summary>
    /// <param name="primary">The primary.</param>
    /// <param name="replicas">Its replicas; at least one.</param>
    /// <param name="options">How it is to work.</param>
    /// <param name="time">The clock.</param>
    public FailoverMonitor(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, MonitorOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _topology = new MonitorTopology(primary, replicas, []);
        _feed = new EventFeed(primary, time);
        _lease = new MonitorLease(options.LeaseTime, _feed, time);
        _survey = new SurveyTask(options, _feed, time);
        _run = new MonitorRun(options, _feed, time);
        _watch = new PrimaryWatch(primary, replicas, options.Watch, time);
        if (options.Hooks is HookSet hooks)
            hooks.Report = run => _feed.Say(_feed.Make(FailoverEventKind.HookRan, run.Server, run.ToString()) with { Hook = run, Epoch = run.Epoch });
        Snapshot = new MonitorSnapshot { Primary = primary, At = time.GetUtcNow(), IsActive = false, Standing = "It has not looked yet." };
    }

    /// <summary>How things are at the newest look. May be read from any thread.</summary>
    public MonitorSnapshot Snapshot { get; private set; }

    /// <summary>Runs until it is cancelled, or once, and says what it sees and does. A cancellation is no error: it ends the events.</summary>
    /// <exception cref="MySqlOpsException">FailoverPrimaryGone in mode Fail; PrivilegeMissing where the members' records may not be read; ServerUnsupported.</exception>
    public async IAsyncEnumerable<FailoverEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = Task.Run(() => WorkAsync(stop.Token), CancellationToken.None);
        try
        {
            await foreach (var said in _feed.Events.ConfigureAwait(false))
                yield return said;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await work.ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _survey.DisposeAsync().ConfigureAwait(false);
        await _lease.DisposeAsync().ConfigureAwait(false);
        await _watch.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            var others = string.Join(", ", _topology.Replicas);
            _feed.Say(FailoverEventKind.MonitorStarted, _topology.Primary, string.Create(CultureInfo.InvariantCulture, $"{_topology.Primary} is watched each {_options.Watch.Interval.TotalSeconds:0.###} s, with the replicas {others}. Mode {_options.Mode}{(_options.IsWhatIf ? ", and nothing is done (-WhatIf)" : "")}."));

            // Before the first look, whose deadlines are short: what is done for the first time takes longer.
            await ApplyAsync(await _survey.FinishAsync(_topology, null, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            await WatchAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // To be ended is how a monitor ends.
        }
        finally
        {
            // Whatever becomes of its tidying up: whoever listens hears the end.
            try
            {
                await _survey.DisposeAsync().ConfigureAwait(false);
                await _lease.ReleaseAsync("The monitor has ended.").ConfigureAwait(false);
            }
            finally
            {
                _feed.Say(FailoverEventKind.MonitorStopped, _topology.Primary, $"{_topology.Primary} is not watched any more.");
                _feed.Complete();
            }
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        for (var looks = 1; ; looks++)
        {
            var began = _time.GetTimestamp();
            var diagnosis = await _watch.LookAsync(cancellationToken).ConfigureAwait(false);
            See(diagnosis);
            await ApplyAsync(await _survey.TakeAsync().ConfigureAwait(false)).ConfigureAwait(false);
            await KeepLeaseAsync(cancellationToken).ConfigureAwait(false);
            var hasActed = await ActAsync(_feed.Diagnosis!, cancellationToken).ConfigureAwait(false);
            Picture();
            if (_options.IsOnce && (hasActed || IsSettled(diagnosis, looks)))
            {
                await ApplyAsync(await _survey.FinishAsync(_topology, Acting, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
                return;
            }

            _survey.Begin(_topology, Acting);
            if (!hasActed)
                await PauseAsync(began, diagnosis, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The lease over which things may be changed; null for none.</summary>
    private Lease.MajorityLease? Acting => _isSuspended ? null : _lease.Current;

    /// <summary>The replicas, and the primary while it answers: one that hangs would hold up the looks.</summary>
    private IEnumerable<MySqlServer> Answering => _feed.Diagnosis?.Probe.IsAnswered == true ? _topology.Replicas.Prepend(_topology.Primary) : _topology.Replicas;

    private void See(PrimaryDiagnosis diagnosis)
    {
        var before = _feed.Diagnosis;
        _feed.Diagnosis = diagnosis;
        FailoverEvent Make(FailoverEventKind kind, string message) => _feed.Make(kind, _topology.Primary, message) with { Diagnosis = diagnosis };
        if (before?.Verdict != diagnosis.Verdict)
        {
            _feed.Say(Make(FailoverEventKind.StateChanged, $"{diagnosis.Verdict}{(before is null ? "" : $", before {before.Verdict}")}. {string.Join(" ", diagnosis.Reasons)}"));
            if (before is { Verdict: PrimaryVerdict.Crashed or PrimaryVerdict.Hung } && diagnosis.Probe.IsAnswered)
                _feed.Forget(FailoverEventKind.Refused, FailoverEventKind.WouldFailOver);
        }

        if (diagnosis.MayFailOver && before?.MayFailOver != true)
            _feed.Say(Make(FailoverEventKind.VerdictReached, string.Create(CultureInfo.InvariantCulture, $"{diagnosis.Server} is gone: {diagnosis.Verdict}, {diagnosis.Trouble.TotalSeconds:0.0} s after it was first out of reach, at {diagnosis.Confirmations} looks in a row. {string.Join(" ", diagnosis.Reasons)}")));
    }

    private async Task KeepLeaseAsync(CancellationToken cancellationToken)
    {
        if (_lease.IsLost)
        {
            await _survey.StopAsync().ConfigureAwait(false);
            _feed.Say(FailoverEventKind.LeaseLost, _topology.Primary, "The lease is lost: the members have not heard of this monitor for too long, or it of them. It acts no more before it has the lease again.");
            await _lease.ReleaseAsync("The lease was lost.").ConfigureAwait(false);
        }

        if (_lease.Current is null || _options.IsWhatIf)
            _records = await RecordsReader.ReadAsync(Answering, _options.SurveyTimeout, cancellationToken).ConfigureAwait(false);
        await ObeyAsync().ConfigureAwait(false);
        if (_options.IsWhatIf || _isSuspended || _lease.Current is not null || !await _lease.TakeAsync(_topology, cancellationToken).ConfigureAwait(false))
            return;

        // What was done while somebody else had the lease is on record now, and what only its holder does is due.
        _survey.Hurry();
        _records = await RecordsReader.ReadAsync(_lease.Current!, _topology.Voters, _options.SurveyTimeout, cancellationToken).ConfigureAwait(false);
        await ObeyAsync().ConfigureAwait(false);
    }

    /// <summary>Gives the lease up while failovers are suspended, so that others may change things.</summary>
    private async Task ObeyAsync()
    {
        var isSuspended = _records.IsSuspended(_time.GetUtcNow());
        if (isSuspended && _lease.Current is not null)
        {
            await _survey.StopAsync().ConfigureAwait(false);
            await _lease.ReleaseAsync($"Failovers are {_records.Order}.").ConfigureAwait(false);
        }

        if (isSuspended != _isSuspended)
        {
            _feed.Say(isSuspended ? FailoverEventKind.Suspended : FailoverEventKind.Resumed, _topology.Primary, isSuspended ? $"Failovers are {_records.Order}." : "Failovers are done again.");
            _feed.Forget(FailoverEventKind.Refused);
        }

        _isSuspended = isSuspended;
    }

    /// <summary>Does what the policy says of a look.</summary>
    /// <returns>True when something was done that changed the servers.</returns>
    private async Task<bool> ActAsync(PrimaryDiagnosis diagnosis, CancellationToken cancellationToken)
    {
        var decision = Decide(diagnosis);
        switch (decision.Action)
        {
            case MonitorAction.End:
                _feed.Say(FailoverEventKind.Refused, _topology.Primary, decision.Reason);
                throw new MySqlOpsException(ErrorId.FailoverPrimaryGone, $"{decision.Reason} Look at it with Test-MySqlPrimary, and fail over with Invoke-MySqlFailover.", _topology.Primary);
            case MonitorAction.Refuse:
                _feed.SayOnChange(FailoverEventKind.Refused, _topology.Primary, decision.Reason);
                return false;
            case MonitorAction.Tell:
                await _run.TellAsync(_topology, diagnosis, cancellationToken).ConfigureAwait(false);
                return false;
            case MonitorAction.Resume or MonitorAction.FailOver:
                return await ChangeAsync(diagnosis, cancellationToken).ConfigureAwait(false);
            default:
                return false;
        }
    }

    private MonitorDecision Decide(PrimaryDiagnosis diagnosis) => MonitorPolicy.Decide(new MonitorFacts
    {
        Diagnosis = diagnosis,
        Records = _records,
        Options = _options,
        HasLease = _lease.Current is { IsHeld: true },
        Now = _time.GetUtcNow(),
        NotBefore = _run.NotBefore,
    });

    /// <summary>Fails over, or ends a run that was broken off, if the records of this moment allow it too.</summary>
    private async Task<bool> ChangeAsync(PrimaryDiagnosis diagnosis, CancellationToken cancellationToken)
    {
        await _survey.StopAsync().ConfigureAwait(false);
        _records = await RecordsReader.ReadAsync(_lease.Current!, _topology.Voters, _options.SurveyTimeout, cancellationToken).ConfigureAwait(false);
        await ObeyAsync().ConfigureAwait(false);
        var decision = Decide(diagnosis);
        if (decision.Action is not (MonitorAction.Resume or MonitorAction.FailOver))
            return false;
        var topology = await _run.RunAsync(_topology, diagnosis, decision, _records, _survey.Events, _lease.Current!, cancellationToken).ConfigureAwait(false);
        if (topology is null)
            return false;
        await MoveAsync(topology).ConfigureAwait(false);
        await KeepLeaseAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task ApplyAsync(SurveyResult? survey)
    {
        if (survey is null)
            return;
        (_members, _records) = (survey.Members ?? _members, survey.Records);
        if (ReferenceEquals(survey.Topology, _topology))
            return;
        if (survey.Topology.Primary.Endpoint != _topology.Primary.Endpoint)
            _feed.Say(FailoverEventKind.PrimaryChanged, survey.Topology.Primary, $"{survey.Topology.Primary} is the primary now, and no longer {_topology.Primary}. It is the one that is watched from here on.");
        await MoveAsync(survey.Topology).ConfigureAwait(false);
    }

    /// <summary>Watches other servers from now on, and takes the lease anew, with their votes.</summary>
    private async Task MoveAsync(MonitorTopology topology)
    {
        await _survey.StopAsync().ConfigureAwait(false);
        await _lease.ReleaseAsync("Other servers are watched.").ConfigureAwait(false);
        await _watch.DisposeAsync().ConfigureAwait(false);
        var isOther = topology.Primary.Endpoint != _topology.Primary.Endpoint;
        _topology = topology;
        _watch = new PrimaryWatch(topology.Primary, topology.Replicas, _options.Watch, _time);
        _feed.Primary = topology.Primary;
        if (isOther)
        {
            _members = [];
            _feed.Forget(FailoverEventKind.Refused, FailoverEventKind.WouldFailOver, FailoverEventKind.MemberKept);
        }
    }

    private void Picture() => Snapshot = new MonitorSnapshot
    {
        Primary = _topology.Primary,
        At = _time.GetUtcNow(),
        IsActive = _lease.Current is not null,
        Standing = _options.IsWhatIf ? "It only watches (-WhatIf)." : _lease.Trouble ?? "It holds the lease, and acts.",
        Diagnosis = _feed.Diagnosis,
        Members = _members,
        Epoch = _records.Newest?.Epoch ?? 0,
    };

    /// <summary>When a primary may be gone, the next look is taken earlier.</summary>
    private async Task PauseAsync(long began, PrimaryDiagnosis diagnosis, CancellationToken cancellationToken)
    {
        var interval = _options.Watch.Interval;
        var pause = diagnosis is { MayFailOver: false, Trouble: var trouble } && trouble > TimeSpan.Zero ? interval / 2 : interval;
        var rest = pause - _time.GetElapsedTime(began);
        if (rest > TimeSpan.Zero)
            await Task.Delay(rest, _time, cancellationToken).ConfigureAwait(false);
    }

    private bool IsSettled(PrimaryDiagnosis diagnosis, int looks)
    {
        if (diagnosis.Probe.IsAnswered || diagnosis.MayFailOver)
            return true;
        var rules = _options.Watch.Rules;
        var isPending = diagnosis.Verdict is PrimaryVerdict.Crashed or PrimaryVerdict.Hung || (diagnosis.Verdict == PrimaryVerdict.Unknown && diagnosis.Voting > 0);
        return looks >= rules.Confirmations && (!isPending || diagnosis.Trouble > rules.HangLimit * 2);
    }
}
