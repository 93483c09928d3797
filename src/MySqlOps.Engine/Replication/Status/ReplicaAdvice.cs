using System.Globalization;

namespace MySqlOps.Engine.Replication.Status;

/// <summary>What should be better about a channel although it works, and what could not be found out.</summary>
internal static class ReplicaAdvice
{
    /// <summary>An outage of the source that a channel should live through without anybody's help.</summary>
    private static readonly TimeSpan Outage = TimeSpan.FromHours(12);

    private static readonly TimeSpan LongTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The sentences.</summary>
    public static IEnumerable<string> Give(ReplicaStatus status, SourceFacts? source)
    {
        var patience = status.RetryInterval * status.RetryCount;
        if (status.RetryCount > 0 && patience < Outage)
            yield return string.Create(CultureInfo.InvariantCulture, $"The receiver gives up for good after about {HealthJudge.Say(patience)} without its source: it tries {status.RetryCount} times, every {status.RetryInterval.TotalSeconds:0} s. Set SOURCE_CONNECT_RETRY = 1, SOURCE_RETRY_COUNT = 86400.");
        if (status.NetTimeout > LongTimeout)
            yield return string.Create(CultureInfo.InvariantCulture, $"A source that hangs is noticed only after {status.NetTimeout.TotalSeconds:0} s. Set replica_net_timeout = 4 and SOURCE_HEARTBEAT_PERIOD = 1.");
        if (!status.IsReadOnly && source?.FollowsReplica != true)
            yield return "The replica takes writes: read_only and super_read_only are off. Set super_read_only = ON.";
        if (status.SemiSync is { IsReplicaEnabled: true, IsReplicaActive: false } && status.ReceiverState == ReceiverState.On)
        {
            yield return source?.SemiSync is { IsSourceEnabled: not true }
                ? "Semi-sync is enabled on the replica and not on its source, so nobody waits for it. Set rpl_semi_sync_source_enabled = ON on the source."
                : "Semi-sync is enabled and not active: it was enabled while the receiver ran, or the source does not use it. Stop and start the receiver.";
        }

        if (!status.AutoPosition)
            yield return "The channel asks its source by file and position and not by GTID. Set SOURCE_AUTO_POSITION = 1 once both have gtid_mode = ON.";
        if (status.SourceTrouble is { } trouble)
            yield return $"What is missing or errant is not known, and the lag rests on equal clocks: {trouble}.{(source?.Remedy is { } remedy ? $" {remedy}" : "")}";
        if (status.Workers is null)
            yield return "The lag by commit time and the workers are not known: the account lacks SELECT on performance_schema.";
    }
}
