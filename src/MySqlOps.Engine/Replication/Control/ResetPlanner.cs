using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Replication.Control;

/// <summary>Plans a reset, and says what will be lost (manual 15.4.2.3).</summary>
internal static class ResetPlanner
{
    /// <summary>Plans it. A server that follows nobody has nothing to reset.</summary>
    /// <param name="server">The server.</param>
    /// <param name="channels">All its channels.</param>
    /// <param name="executed">What it has executed.</param>
    /// <param name="sources">What each channel's source says.</param>
    /// <param name="openTables">The temporary tables that its appliers hold open.</param>
    /// <param name="options">How.</param>
    /// <exception cref="MySqlOpsException">ReplicationChannelMissing, ReplicationTemporaryTables, ReplicationWouldLose.</exception>
    public static ReplicaPlan Plan(
        MySqlServer server, IReadOnlyList<ChannelFacts> channels, GtidSet executed, IReadOnlyDictionary<string, SourceFacts> sources, long openTables, ReplicaResetOptions options)
    {
        if (channels.Count == 0 && options.Channels.Count == 0)
            return new ReplicaPlan { Server = server, Channels = [], Steps = [] };
        var chosen = ChannelStatements.Choose(server, channels, options.Channels);
        if (openTables > 0)
            throw new MySqlOpsException(ErrorId.ReplicationTemporaryTables, StopPlanner.TemporaryTables(server, openTables), server);
        var steps = StopPlanner.Stop(chosen, ReplicaThread.Both);
        var notes = new List<string>();
        foreach (var channel in chosen)
        {
            notes.AddRange(Losses(server, channel, executed, sources.GetValueOrDefault(channel.Name), options));
            steps.Add(new ReplicaStep
            {
                Reason = $"{(options.All ? "Forget the source and reset the relay logs" : "Reset the relay logs")}{ChannelStatements.Of(channel.Name)}",
                Sql = ChannelStatements.Reset(channel.Name, options.All),
                Channel = channel.Name,
            });
        }

        return new ReplicaPlan { Server = server, Channels = [.. chosen.Select(static channel => channel.Name)], Steps = steps, Notes = notes };
    }

    private static IEnumerable<string> Losses(MySqlServer server, ChannelFacts channel, GtidSet executed, SourceFacts? source, ReplicaResetOptions options)
    {
        var of = ChannelStatements.Of(channel.Name);
        if (options.All)
            yield return $"The connection settings{of} will be lost: source {channel.Host}:{channel.Port}, account {channel.User} and its password, delay, retries, TLS, filters.";
        else if (!channel.AutoPosition)
            yield return $"The place{of} in the source's binlog will be lost ({channel.AppliedFile}, position {channel.AppliedPosition}): without GTIDs the next start begins at the source's first binlog and applies again what was applied.";
        var pending = GtidSet.Parse(channel.Retrieved).Subtract(executed);
        if (pending.IsEmpty)
            yield break;
        var again = source is { Trouble: null } ? pending.Intersect(source.Executed.Subtract(source.Purged)) : GtidSet.Empty;
        if (again.Equals(pending))
        {
            yield return $"{HealthJudge.Count(pending)}{of} fetched and not applied will be thrown away; the source still has {(pending.Count == 1 ? "it" : "them")}.";
            yield break;
        }

        var lost = pending.Subtract(again);
        var why = source is null or { Trouble: not null } ? $"can't be asked whether it still has them: {source?.Trouble ?? "it was not to be asked"}" : "no longer has them";
        var told = $"{HealthJudge.Count(lost)}{of} fetched and not applied will be lost, and the source {why}. They are {HealthJudge.Show(lost)}.";
        if (!options.AllowLoss)
            throw new MySqlOpsException(ErrorId.ReplicationWouldLose, $"{server} is not reset: {told} Apply them first with Start-MySqlReplica -Thread Applier -WaitFor CatchUp, or accept the loss by -AllowLoss.", server);
        yield return told;
    }
}
