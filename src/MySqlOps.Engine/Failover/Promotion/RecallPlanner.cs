using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>Puts things back that an interrupted failover had stopped, when its primary answers after all.</summary>
internal static class RecallPlanner
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(10);

    /// <summary>The steps: receivers that ran before run again, and follow the primary; one that was made read-only writes again.</summary>
    public static IEnumerable<FailoverStep> Plan(FailoverFacts facts, RunRecord record)
    {
        foreach (var replica in facts.Survivors)
        {
            foreach (var channel in replica.Channels ?? [])
            {
                var key = $"{replica.Uuid}/{channel.Name}";
                if (channel.Receiver != ReceiverState.Off || !record.Receivers.Contains(key, StringComparer.OrdinalIgnoreCase))
                    continue;
                var delay = record.Delays.Where(before => before.Key.Equals(key, StringComparison.OrdinalIgnoreCase) && TimeSpan.FromSeconds(before.Value) != channel.Delay).Select(static before => before.Value).FirstOrDefault();
                var isLifted = delay > 0;

                // The candidate may have been collecting from another replica.
                var (host, port) = MemberAddress.Of(facts.OldPrimary, facts.All);
                var isElsewhere = channel.SourceUuid is { } uuid && !uuid.Equals(facts.OldUuid, StringComparison.OrdinalIgnoreCase) && facts.WithUuid(uuid) is not null;
                yield return new FailoverStep
                {
                    Server = replica.Server,
                    Kind = FailoverStepKind.Repoint,
                    Stage = 1,
                    Limit = Short,
                    Action = $"Start the receiver of {replica.Server} again",
                    Sql =
                    [
                        .. isElsewhere
                            ? ChannelStatements.Repoint(channel with { Receiver = ReceiverState.On }, host, port, null)
                            : [$"START REPLICA IO_THREAD FOR CHANNEL {SqlLiteral.Quote(channel.Name)}"],
                        .. isLifted ? FailoverSteps.Delay(channel, TimeSpan.FromSeconds(delay)) : [],
                    ],
                };
            }
        }

        if (record.WasWritable && facts.OldPrimary is { IsReachable: true, IsReadOnly: true })
        {
            yield return new FailoverStep
            {
                Server = facts.OldPrimary.Server,
                Kind = FailoverStepKind.Promote,
                Stage = 2,
                Limit = Short,
                Action = $"Make {facts.OldPrimary.Server} writable again",
                Sql =
                [
                    .. record.WaitedForReplicas && facts.OldPrimary.SemiSync.IsSourceEnabled == false ? SemiSyncStatements.WaitAgain(facts.OldPrimary.SemiSync) : [],
                    "SET GLOBAL super_read_only = OFF",
                    "SET GLOBAL read_only = OFF",
                    "SET GLOBAL offline_mode = OFF",
                ],
            };
        }
    }
}
