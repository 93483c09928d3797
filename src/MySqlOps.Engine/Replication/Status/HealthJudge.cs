using System.Globalization;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Status;

/// <summary>Says how a channel is, and why. The worst of its troubles gives the word; each is told.</summary>
internal static class HealthJudge
{
    /// <summary>The status with its health, reasons and advice.</summary>
    /// <param name="status">The status without them.</param>
    /// <param name="source">What the source said; null when it was not to be asked.</param>
    /// <param name="limit">The lag from which on a channel is lagging.</param>
    public static ReplicaStatus Judge(ReplicaStatus status, SourceFacts? source, TimeSpan limit)
    {
        var findings = Threads(status).Concat(Sets(status, source)).Concat(Lag(status, limit)).OrderByDescending(static finding => finding.Health).ToList();
        return status with
        {
            Health = findings.Count == 0 ? ReplicaHealth.Healthy : findings[0].Health,
            Reasons = [.. findings.Select(static finding => finding.Reason)],
            Advice = [.. ReplicaAdvice.Give(status, source)],
        };
    }

    /// <summary>A GTID set as it fits into a sentence.</summary>
    public static string Show(GtidSet set)
    {
        const int MaxLength = 120;
        var text = set.ToString().Replace(",\n", ", ", StringComparison.Ordinal);
        return text.Length <= MaxLength ? text : $"{text[..MaxLength]}...";
    }

    /// <summary>So many transactions.</summary>
    public static string Count(GtidSet set) => set.Count == 1 ? "1 transaction" : string.Create(CultureInfo.InvariantCulture, $"{set.Count} transactions");

    /// <summary>A span as people say it.</summary>
    public static string Say(TimeSpan span) => span switch
    {
        { TotalSeconds: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min {span.Seconds:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalHours} h {span.Minutes:00} min"),
    };

    private static IEnumerable<(ReplicaHealth Health, string Reason)> Threads(ReplicaStatus status)
    {
        switch (status)
        {
            case { ReceiverState: ReceiverState.Off, ReceiverError: { } error }:
                yield return (ReplicaHealth.Broken, $"The receiver stopped with error {EndSentence(error.ToString())} Mend its cause, then start it with Start-MySqlReplica.");
                break;
            case { ReceiverState: ReceiverState.Connecting, ReceiverError: { } error }:
                yield return (ReplicaHealth.Connecting, $"The receiver can't connect to {status.Source}, error {EndSentence(error.ToString())} Check that the source runs and takes the account {status.User}.");
                break;
            case { ReceiverState: ReceiverState.Connecting }:
                yield return (ReplicaHealth.Connecting, $"The receiver is connecting to {status.Source} and has no error to tell: the source hangs or the network drops packets, unless it was only just started. Look at the source.");
                break;
        }

        if (status is { ApplierState: ApplierState.Off, ApplierError: { } failure })
        {
            var what = failure.Transaction is { } transaction ? $"at the transaction {transaction} " : "";
            yield return (ReplicaHealth.Broken, $"The applier stopped {what}with error {EndSentence(failure.ToString())} Mend the data, or skip the transaction with Skip-MySqlTransaction -Blocking; then Start-MySqlReplica.");
        }

        var isReceiverIdle = status is { ReceiverState: ReceiverState.Off, ReceiverError: null };
        var isApplierIdle = status is { ApplierState: ApplierState.Off, ApplierError: null };
        if (isReceiverIdle || isApplierIdle)
        {
            var what = (isReceiverIdle, isApplierIdle) switch
            {
                (true, true) => "The receiver and the applier are",
                (true, false) => "The receiver is",
                _ => "The applier is",
            };
            yield return (ReplicaHealth.Stopped, $"{what} stopped. Start-MySqlReplica starts what is stopped.");
        }
    }

    private static IEnumerable<(ReplicaHealth Health, string Reason)> Sets(ReplicaStatus status, SourceFacts? source)
    {
        if (status.ErrantGtidSet is { IsEmpty: false } errant)
            yield return (ReplicaHealth.Diverged, $"The replica has {Count(errant)} that no source of its has: {Show(errant)}. See what they changed with Get-MySqlErrantTransaction, then Repair-MySqlErrantTransaction.");
        if (!status.AutoPosition || source is not { Trouble: null } || status.MissingGtidSet is not { } missing)
            yield break;
        var gone = missing.Intersect(source.Purged).Subtract(status.RetrievedGtidSet);
        if (!gone.IsEmpty)
            yield return (ReplicaHealth.Diverged, $"The source has purged {Count(gone)} that the replica lacks: {Show(gone)}. The replica can't catch up; provision it anew with New-MySqlReplication -Provision.");
    }

    private static IEnumerable<(ReplicaHealth Health, string Reason)> Lag(ReplicaStatus status, TimeSpan limit)
    {
        var delay = TimeSpan.FromSeconds(status.DelaySeconds);
        if (status.DelaySeconds > 0)
            yield return (ReplicaHealth.Delayed, string.Create(CultureInfo.InvariantCulture, $"The applier stays {status.DelaySeconds} s behind on purpose (SOURCE_DELAY)."));

        // A stopped applier is behind for a reason that is told already.
        var lag = status.Lag ?? (status.SecondsBehind is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        if (lag > limit + delay)
        {
            var most = status.LagBasis == LagBasis.AtMost ? "up to " : "";
            var running = status is { ReceiverState: ReceiverState.On, ApplierState: ApplierState.On } ? " Look at what its workers apply, and at the load of both servers." : "";
            yield return (ReplicaHealth.Lagging, $"The replica is {most}{Say(lag.Value)} behind, and {Say(limit + delay)} are allowed.{running}");
        }
    }

    /// <summary>The server's messages often have no full stop.</summary>
    private static string EndSentence(string text) => text.TrimEnd() is var trimmed && trimmed.EndsWith('.') ? trimmed : $"{trimmed}.";
}
