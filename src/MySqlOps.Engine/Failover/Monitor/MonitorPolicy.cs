using System.Globalization;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Promotion;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>Decides what a monitor does after a look. Pure: it asks nobody.</summary>
internal static class MonitorPolicy
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Decides.</summary>
    public static MonitorDecision Decide(MonitorFacts facts)
    {
        var isPaused = facts.NotBefore is { } then && facts.Now < then;
        if (facts.HasLease && !facts.Records.IsSuspended(facts.Now) && Unfinished(facts) is { } unfinished)
            return isPaused ? new MonitorDecision(MonitorAction.Watch) : unfinished;
        if (!facts.Diagnosis.MayFailOver)
            return new MonitorDecision(MonitorAction.Watch);
        if (facts.Options.Mode == FailoverMode.Fail)
            return new MonitorDecision(MonitorAction.End, $"{facts.Diagnosis.Server} is gone ({facts.Diagnosis.Verdict}), and in mode Fail nothing is done about it.");
        if (facts.Records.IsSuspended(facts.Now))
            return new MonitorDecision(MonitorAction.Refuse, $"Failovers are {facts.Records.Order}. Resume-MySqlFailover lets them be done.");
        if (!facts.HasLease && !facts.Options.IsWhatIf)
            return new MonitorDecision(MonitorAction.Watch);
        if (TooSoon(facts) is { } reason)
            return new MonitorDecision(MonitorAction.Refuse, reason);
        if (facts.Options.IsWhatIf)
            return new MonitorDecision(MonitorAction.Tell);
        return new MonitorDecision(isPaused ? MonitorAction.Watch : MonitorAction.FailOver);
    }

    /// <summary>What is done about a run that was broken off; null for nothing, or when it can't be told yet.</summary>
    private static MonitorDecision? Unfinished(MonitorFacts facts)
    {
        if (facts.Records.Newest is not { IsUnfinished: true } run || facts.Options.Mode == FailoverMode.Fail)
            return null;
        var who = $"A failover from {run.OldPrimary} was begun by {run.Holder} and not finished.";
        if (run.State != JournalState.Begun)
            return new MonitorDecision(MonitorAction.Resume, who);

        // It may have stopped receivers, so that those replicas are no witnesses any more.
        var probe = facts.Diagnosis.Probe;
        if (probe.IsAnswered)
            return new MonitorDecision(MonitorAction.Resume, $"{who} The primary answers.");
        var mayLive = probe.Outcome is PrimaryProbeOutcome.TooManyConnections or PrimaryProbeOutcome.LoginRefused or PrimaryProbeOutcome.UnknownHost
            || facts.Diagnosis.Witnesses.Any(static witness => witness.IsProofOfLife);
        return mayLive || facts.Diagnosis.Verdict == PrimaryVerdict.WeAreIsolated || facts.Diagnosis.Trouble < facts.Options.Watch.Rules.HangLimit ? null : new MonitorDecision(MonitorAction.Resume, who);
    }

    /// <summary>Why the last failovers forbid another one; null when they don't.</summary>
    private static string? TooSoon(MonitorFacts facts)
    {
        var counted = facts.Records.Runs.Where(run => Counts(run) && run.Epoch > (facts.Records.Order?.AcknowledgedEpoch ?? 0)).Select(static run => run.BegunAt).OrderDescending().ToArray();
        if (counted is [var last, ..] && last + facts.Options.CoolDown is var cool && facts.Now < cool)
            return $"There was a failover at {Time(last)}, and there is none before {Time(cool)}, because a second one so soon is rarely of help. When you have seen to it, Resume-MySqlFailover lets it be done.";
        var limit = facts.Options.MaxPerHour;
        return limit > 0 && counted.Length >= limit && counted[limit - 1] + Hour is var free && facts.Now < free
            ? string.Create(CultureInfo.InvariantCulture, $"There were {limit} failovers since {Time(counted[limit - 1])}, and no more are done before {Time(free)}. When you have seen to it, Resume-MySqlFailover lets it be done.")
            : null;
    }

    /// <summary>True for a run that made somebody else the primary because the old one was gone.</summary>
    private static bool Counts(JournalEntry run) =>
        run.State is JournalState.Promoting or JournalState.Promoted or JournalState.Completed && !RunRecord.Read(run.Document).IsSwitchover;

    private static string Time(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");
}
