using System.Globalization;

namespace MySqlOps.Engine.Replication.Setup.Checks;

/// <summary>Whether replication runs, and would go on after an outage.</summary>
internal static class RunningChecks
{
    /// <summary>Attempts that a replica makes to reach its source before it gives up: a day and more at one a second.</summary>
    public const long RetryCount = 86_400;

    /// <summary>Seconds between two attempts.</summary>
    public const long RetrySeconds = 1;

    /// <summary>Seconds of silence after which a replica takes its source for gone.</summary>
    public const long NetTimeoutSeconds = 4;

    /// <summary>Seconds after which an idle source says that it is there.</summary>
    public const long HeartbeatSeconds = 1;

    /// <summary>Judges.</summary>
    public static void Judge(SetupFacts facts, CheckList checks)
    {
        if (facts.Channel is not { } channel || !facts.IsFollowing)
        {
            checks.Fail("Receiver", $"{facts.Replica} does not follow {facts.Source}{(facts.Options.Channel.Length == 0 ? "" : $" by the channel '{facts.Options.Channel}'")}.", "Set it up: New-MySqlReplication.");
            return;
        }

        JudgeReceiver(channel, checks);
        JudgeApplier(facts, channel, checks);
        JudgeOutage(facts, channel, checks);
        if (facts.Replica.IsSuperReadOnly || facts.IsCircular)
            checks.Pass("Read only", facts.Replica.IsSuperReadOnly ? "The replica is super_read_only." : "The servers follow each other, and both take writes.");
        else
            checks.Warn("Read only", $"{facts.Replica} takes writes, and each is a transaction that the source lacks.", "SET PERSIST super_read_only = ON, or run New-MySqlReplication again.");
    }

    private static void JudgeReceiver(ChannelFacts channel, CheckList checks)
    {
        if (channel.Receiver == "ON")
            checks.Pass("Receiver", $"The receiver runs, from {channel.Host}:{channel.Port.ToString(CultureInfo.InvariantCulture)}.");
        else if (channel.Receiver == "CONNECTING")
            checks.Fail("Receiver", $"The receiver can't reach the source{Reason(channel.ReceiverError, channel.ReceiverMessage)}", ReceiverTrouble.Remedy(channel.ReceiverError));
        else
            checks.Fail("Receiver", $"The receiver is stopped{Reason(channel.ReceiverError, channel.ReceiverMessage)}", channel.ReceiverError == 0 ? "Start it: Start-MySqlReplica." : ReceiverTrouble.Remedy(channel.ReceiverError));
    }

    private static void JudgeApplier(SetupFacts facts, ChannelFacts channel, CheckList checks)
    {
        if (!channel.IsApplying)
        {
            checks.Fail("Applier", $"The applier is stopped{Reason(channel.ApplierError, channel.ApplierMessage)}", channel.ApplierError == 0 ? "Start it: Start-MySqlReplica." : "Mend the cause in the message and start it, or skip the transaction: Skip-MySqlTransaction -Blocking.");
            return;
        }

        var behind = facts.Missing.Count;
        checks.Pass("Applier", behind == 0 ? "The applier runs, and has applied all." : string.Create(CultureInfo.InvariantCulture, $"The applier runs; {behind} transactions are to come{(channel.DelaySeconds > 0 ? $", held back by {channel.DelaySeconds} s" : "")}."));
    }

    private static void JudgeOutage(SetupFacts facts, ChannelFacts channel, CheckList checks)
    {
        if (channel.RetryCount * channel.RetrySeconds >= RetryCount && channel.HeartbeatSeconds > 0 && facts.Replica.NetTimeoutSeconds <= 30)
            checks.Pass("Outage", "The replica goes on after a long outage of its source, and notices one that hangs.");
        else
            checks.Warn(
                "Outage",
                string.Create(CultureInfo.InvariantCulture, $"The replica gives up after {channel.RetryCount} attempts, {channel.RetrySeconds} s apart, and takes {facts.Replica.NetTimeoutSeconds} s to notice a source that hangs."),
                "Run New-MySqlReplication again: it sets attempts for a day, one a second, a time-out of 4 s and a heartbeat each second.");
    }

    private static string Reason(int number, string message) => number == 0 ? "." : string.Create(CultureInfo.InvariantCulture, $", error {number}: {message.TrimEnd('.')}.");
}
