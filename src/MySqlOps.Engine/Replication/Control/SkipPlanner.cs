using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Replication.Control;

/// <summary>Plans to skip transactions: an empty one is committed under the identifier of each (manual 19.1.7.3), and only of those that the server has not executed.</summary>
internal static class SkipPlanner
{
    /// <summary>Plans it.</summary>
    /// <exception cref="MySqlOpsException">ReplicationSkipRefused; ReplicationChannelMissing.</exception>
    public static ReplicaPlan Plan(MySqlServer server, SkipFacts facts, SkipOptions options)
    {
        var chosen = facts.Channels.Count == 0 && options is { Gtids: not null, Channels.Count: 0 } ? [] : ChannelStatements.Choose(server, facts.Channels, options.Channels);
        var notes = new List<string>();
        var wanted = options.Gtids ?? FindBlocking(server, facts, chosen, notes);
        var skipped = wanted.Subtract(facts.Executed);
        if (options.Gtids is not null)
            Check(server, facts, skipped, options.AllowUnknown, notes);
        var steps = new List<ReplicaStep>();
        foreach (var (source, interval) in skipped.Intervals)
        {
            var set = GtidSet.Of(source.Uuid, source.Tag, interval.First, interval.Last);
            steps.Add(new ReplicaStep
            {
                Reason = string.Create(CultureInfo.InvariantCulture, $"Skip {HealthJudge.Count(set)}, {set}"),
                Sql = $"SET GTID_NEXT = {SqlLiteral.Quote(string.Create(CultureInfo.InvariantCulture, $"{source}:{interval.First}"))}; BEGIN; COMMIT{(interval.Count > 1 ? "; and so on for each" : "")}",
                Skipped = set,
            });
        }

        if (options.Start)
            steps.AddRange(Start(chosen));
        return new ReplicaPlan { Server = server, Channels = [.. chosen.Select(static channel => channel.Name)], Steps = steps, Notes = notes };
    }

    private static IEnumerable<ReplicaStep> Start(IEnumerable<ChannelFacts> channels) => channels
        .Where(static channel => channel is { Applier: ApplierState.Off, ApplierError: not null })
        .Select(static channel => new ReplicaStep
        {
            Reason = $"Start the applier{ChannelStatements.Of(channel.Name)}",
            Sql = ChannelStatements.Start(channel.Name, false, true),
            Undo = ChannelStatements.Stop(channel.Name, false, true),
            Channel = channel.Name,
        });

    /// <summary>The transactions at which appliers are stopped; each worker that failed has one.</summary>
    private static GtidSet FindBlocking(MySqlServer server, SkipFacts facts, IEnumerable<ChannelFacts> channels, List<string> notes)
    {
        var found = GtidSet.Empty;
        foreach (var channel in channels)
        {
            if (channel is not { Applier: ApplierState.Off, ApplierError: { } error })
            {
                notes.Add($"No transaction stops the applier of {server}{ChannelStatements.Of(channel.Name)}: it {(channel.Applier == ApplierState.On ? "runs" : "is stopped without an error")}.");
                continue;
            }

            var failed = facts.Errors.GetValueOrDefault(channel.Name) ?? [];
            var sets = failed.Select(static one => GtidSet.TryParse(one.Transaction, out var set) ? set : GtidSet.Empty).Where(static set => !set.IsEmpty).ToList();
            if (sets.Count == 0)
                throw WithoutGtid(server, channel, error);
            found = sets.Aggregate(found, static (all, set) => all.Union(set));
        }

        return found;
    }

    private static MySqlOpsException WithoutGtid(MySqlServer server, ChannelFacts channel, ReplicaError error) => new(
        ErrorId.ReplicationSkipRefused,
        $"The transaction that stops the applier of {server}{ChannelStatements.Of(channel.Name)} has no GTID that could be skipped (error {error.Number}). sql_replica_skip_counter is not used in its place: it counts events, and with parallel workers it may skip a part of another transaction. "
            + "Mend the data so that the transaction succeeds, or use GTIDs; by hand, close the gaps first with START REPLICA UNTIL SQL_AFTER_MTS_GAPS and set replica_parallel_workers to 1.",
        server)
    {
        ServerErrorNumber = error.Number,
    };

    /// <summary>
    /// A transaction that is skipped before the source commits it is lost when it comes: the replica takes it for done. So what a source that answers has not yet used of its own numbers
    /// is never skipped, and what nobody is known to have only when that is allowed.
    /// </summary>
    private static void Check(MySqlServer server, SkipFacts facts, GtidSet skipped, bool allowsUnknown, List<string> notes)
    {
        var sources = facts.Channels.Select(channel => (Channel: channel, Facts: facts.Sources.GetValueOrDefault(channel.Name))).ToList();
        var unknown = skipped;
        foreach (var (channel, source) in sources)
        {
            unknown = unknown.Subtract(GtidSet.Parse(channel.Retrieved));
            if (source is { Trouble: null })
                unknown = unknown.Subtract(source.Executed);
        }

        foreach (var (channel, source) in sources.Where(static one => one.Facts is { Trouble: null } && one.Channel.SourceUuid is not null))
        {
            var future = unknown.WithSource(channel.SourceUuid!);
            if (!future.IsEmpty)
                throw Refused(server, $"the source {channel.Host}:{channel.Port} has not committed {HealthJudge.Show(future)} yet. When it does, the replica would take {(future.Count == 1 ? "it" : "them")} for done and lose {(future.Count == 1 ? "it" : "them")}");
        }

        if (unknown.IsEmpty)
            return;
        var why = sources.Count == 0
            ? $"{server} follows no server, so nobody says what {HealthJudge.Show(unknown)} would be"
            : sources.FirstOrDefault(static one => one.Facts?.Trouble is not null).Facts?.Trouble is { } trouble
                ? $"nobody can say whether the source has {HealthJudge.Show(unknown)}: {trouble}"
                : $"no source of {server} has {HealthJudge.Show(unknown)}";
        if (!allowsUnknown)
            throw Refused(server, $"{why}. Allow it by -AllowUnknown if you know what {(unknown.Count == 1 ? "it is" : "they are")}");
        notes.Add($"{char.ToUpperInvariant(why[0])}{why[1..]}.");
    }

    private static MySqlOpsException Refused(MySqlServer server, string why) => new(ErrorId.ReplicationSkipRefused, $"Nothing is skipped on {server}: {why}.", server);
}
