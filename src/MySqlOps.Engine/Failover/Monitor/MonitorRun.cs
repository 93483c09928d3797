using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>Has failovers run for a monitor, and tells of them. One that failed is tried again, later each time.</summary>
internal sealed class MonitorRun(MonitorOptions options, EventFeed feed, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Fleeting = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private TimeSpan _pause = FirstPause;

    /// <summary>Before when nothing is tried again; null for no such time.</summary>
    public DateTimeOffset? NotBefore { get; private set; }

    /// <summary>Says what would be done.</summary>
    public async Task TellAsync(MonitorTopology topology, PrimaryDiagnosis diagnosis, CancellationToken cancellationToken)
    {
        var plan = await Operation(topology.Primary, topology.Replicas, diagnosis, null, 0).PlanAsync(cancellationToken).ConfigureAwait(false);
        if (plan.Refusals.Count > 0)
        {
            feed.SayOnChange(FailoverEventKind.Refused, topology.Primary, string.Join(" ", plan.Refusals.Select(static refusal => refusal.Message)));
            return;
        }

        var steps = string.Join("; ", plan.Steps.Select(static step => step.Action));
        var said = feed.Make(FailoverEventKind.WouldFailOver, topology.Primary, $"{plan.NewPrimary} would become the primary. {steps}.") with { NewPrimary = plan.NewPrimary, Diagnosis = diagnosis };
        feed.SayOnChange(said);
    }

    /// <summary>Fails over, or brings a run to its end that was broken off.</summary>
    /// <returns>Whom to watch then; null when nothing was changed.</returns>
    public async Task<MonitorTopology?> RunAsync(
        MonitorTopology topology, PrimaryDiagnosis diagnosis, MonitorDecision decision, MonitorRecords records, PrimaryEvents? events, MajorityLease lease, CancellationToken cancellationToken)
    {
        var run = decision.Action == MonitorAction.Resume ? records.Newest : null;
        var old = run is null ? topology.Primary : OldPrimary(run, topology);
        var replicas = topology.Replicas.Prepend(topology.Primary).Where(server => server.Endpoint != old.Endpoint).ToArray();
        var epoch = run?.Epoch ?? (records.Newest?.Epoch ?? 0) + 1;
        var steps = 0;
        var operation = Operation(
            old,
            replicas,
            diagnosis,
            events,
            epoch,
            run is not null,
            () =>
            {
                // One that is refused by its plan has not begun.
                if (Interlocked.Increment(ref steps) == 1)
                    feed.Say(feed.Make(FailoverEventKind.FailoverStarted, old, run is null ? $"A failover from {old} has begun." : decision.Reason) with { Epoch = epoch, Diagnosis = diagnosis });
            });
        try
        {
            var outcome = await operation.RunAsync(lease, cancellationToken).ConfigureAwait(false);
            (NotBefore, _pause) = (null, FirstPause);
            return Tell(outcome, topology);
        }
        catch (MySqlOpsException e)
        {
            NotBefore = time.GetUtcNow() + _pause;
            if (steps == 0)
                feed.SayOnChange(feed.Make(FailoverEventKind.Refused, old, $"{e.Message} It is tried again as long as it is due.") with { Error = e.Id });
            else
                feed.Say(feed.Make(FailoverEventKind.FailoverFailed, old, string.Create(CultureInfo.InvariantCulture, $"{e.Message} It is tried again in {_pause.TotalSeconds:0} s, if it is still due.")) with { Epoch = epoch, Error = e.Id });
            _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
            return null;
        }
    }

    private MonitorTopology? Tell(MySqlFailover outcome, MonitorTopology topology)
    {
        if (outcome.NewPrimary is not { } primary)
        {
            feed.Say(feed.Make(FailoverEventKind.Warning, outcome.Server, outcome.Message ?? "A failover that was broken off was undone.") with { Outcome = outcome, Epoch = outcome.Epoch });
            return topology;
        }

        var after = outcome.WritableAfter is { } writable ? string.Create(CultureInfo.InvariantCulture, $", writable {writable.TotalSeconds:0.0} s after the failover had begun") : "";
        var missing = outcome.Detached.Count == 0 ? "" : $" Not all follow it: {string.Join(" ", outcome.Detached.Select(static one => one.Reason))}";
        feed.Say(feed.Make(FailoverEventKind.FailoverCompleted, outcome.OldPrimary, $"{primary} is the primary{after}. Lost transactions: {outcome.Loss}{missing} {outcome.OldPrimaryText}") with
        {
            NewPrimary = primary,
            Outcome = outcome,
            Epoch = outcome.Epoch,
            Error = outcome.Error,
        });
        return topology.After(outcome);
    }

    private FailoverOperation Operation(MySqlServer old, IReadOnlyList<MySqlServer> replicas, PrimaryDiagnosis diagnosis, PrimaryEvents? events, long epoch, bool isResumed = false, Action? count = null)
    {
        var how = options.Failover with
        {
            Reasons = diagnosis.Reasons,
            LastState = diagnosis.LastState,
            LastStateAge = diagnosis.LastStateAge,
            IsCandidateOnly = options.Failover.IsCandidateOnly || options.Mode == FailoverMode.Elect,
            LeaseTime = options.LeaseTime,

            // It was just found that it does not answer; one whose run is to be ended may.
            OldPrimaryTimeout = epoch > 0 && !isResumed ? Fleeting : options.SurveyTimeout,
            Events = events,
        };
        return new FailoverOperation(old, replicas, how, time)
        {
            Hooks = options.Hooks,
            Report = (step, _) =>
            {
                count?.Invoke();
                feed.Say(feed.Make(FailoverEventKind.Step, step.Server, step.ToString()) with { Step = step, Epoch = epoch, Error = step.Error });
                return Task.CompletedTask;
            },
        };
    }

    /// <summary>The old primary of a run by somebody else: one that is known, or else another server with the same account.</summary>
    private static MySqlServer OldPrimary(JournalEntry run, MonitorTopology topology)
    {
        if (topology.Find(run.OldPrimary) is { } known)
            return known;
        var at = run.OldPrimary.LastIndexOf(':');
        return at > 0 && int.TryParse(run.OldPrimary.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? topology.Primary with { Host = run.OldPrimary[..at].Trim('[', ']'), Port = port, Socket = null, Source = null }
            : topology.Primary with { Socket = run.OldPrimary, Source = null };
    }
}
