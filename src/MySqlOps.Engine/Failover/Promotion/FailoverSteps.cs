using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>The steps of a failover, each made of the facts of its moment: for the plan of those before it begins, for the run of those that it has by then.</summary>
internal sealed class FailoverSteps(FailoverFacts facts, FailoverOptions options)
{
    /// <summary>The stages, in order.</summary>
    public const int FenceStage = 1, StopStage = 2, ApplyStage = 3, ElectStage = 4, CollectStage = 5, ProofStage = 6, PromoteStage = 7, FollowStage = 8, SettleStage = 9;

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(10);

    private readonly MemberFacts _old = facts.OldPrimary;

    /// <summary>Makes an old primary read-only that answers; undone while nobody else writes.</summary>
    public FailoverStep Fence() => Step(_old.Server, FailoverStepKind.Fence, FenceStage, $"Make {_old.Server} read-only", Short) with
    {
        Sql = ["SET GLOBAL super_read_only = ON"],
        Undo = _old.IsReadOnly ? [] : [.. _old.SemiSync.IsSourceEnabled == true ? SemiSyncStatements.WaitAgain(_old.SemiSync) : [], "SET GLOBAL super_read_only = OFF", "SET GLOBAL read_only = OFF"],
        IsInOutage = true,
    };

    /// <summary>Waits until the replicas have what an old primary has that answers and is read-only.</summary>
    public FailoverStep Drain() => Step(_old.Server, FailoverStepKind.CatchUp, FenceStage, $"Wait until a replica has fetched all that {_old.Server} has", options.AskTimeout) with { IsInOutage = true };

    /// <summary>Stops the receivers of all replicas that answer.</summary>
    public IEnumerable<FailoverStep> StopReceivers()
    {
        foreach (var replica in facts.Survivors)
        {
            if (facts.ChannelOf(replica) is not { } channel || (channel.Receiver == ReceiverState.Off && facts.Laggards().All(laggard => laggard.Replica.Server.Endpoint != replica.Server.Endpoint)))
                continue;
            yield return Step(replica.Server, FailoverStepKind.StopReceiver, StopStage, $"Stop the receiver of {replica.Server}", Short) with
            {
                Sql = [$"STOP REPLICA IO_THREAD{For(channel)}"],
                Undo = [$"START REPLICA IO_THREAD{For(channel)}"],
                IsInOutage = true,
            };
        }
    }

    /// <summary>Has a replica apply at once what it would apply late. Its receiver runs meanwhile, or the server would drop its relay logs (manual 15.4.2.2).</summary>
    public FailoverStep LiftDelay(MemberFacts replica, MemberChannel channel) => Step(replica.Server, FailoverStepKind.ApplyRelayLog, FenceStage, $"Have {replica.Server} apply at once what it fetched, and not {channel.Delay.TotalSeconds:0} s late", Short) with
    {
        Sql = [.. channel.Receiver == ReceiverState.Off ? [StepStatement.FromString($"START REPLICA IO_THREAD{For(channel)}")] : Array.Empty<StepStatement>(), .. Delay(channel, TimeSpan.Zero)],
        Undo = [.. Delay(channel, channel.Delay)],
        IsInOutage = true,
    };

    /// <summary>Waits for the relay logs of a replica.</summary>
    public FailoverStep Apply(MemberFacts replica)
    {
        var isStopped = facts.ChannelOf(replica) is { Applier: ApplierState.Off };
        return Step(replica.Server, FailoverStepKind.ApplyRelayLog, ApplyStage, $"{(isStopped ? "Start the applier and w" : "W")}ait until {replica.Server} has applied all that it fetched", options.ApplyTimeout) with
        {
            Sql = isStopped && facts.ChannelOf(replica) is { } channel ? [$"START REPLICA SQL_THREAD{For(channel)}"] : [],
            IsInOutage = true,
        };
    }

    /// <summary>Says who is chosen.</summary>
    public FailoverStep Elect(MemberFacts candidate) => Step(candidate.Server, FailoverStepKind.Elect, ElectStage, $"Choose {candidate.Server} as the new primary", Short) with { IsInOutage = true };

    /// <summary>Has the candidate follow another replica for a while.</summary>
    public FailoverStep Collect(MemberFacts candidate, MemberFacts donor, GtidSet set)
    {
        var channel = facts.ChannelOf(candidate)!;
        var (host, port) = MemberAddress.Of(donor, facts.All);
        return Step(candidate.Server, FailoverStepKind.Collect, CollectStage, string.Create(CultureInfo.InvariantCulture, $"Have {candidate.Server} fetch {set.Count:N0} transactions from {donor.Server}"), options.CollectTimeout) with
        {
            Sql = ChannelStatements.Repoint(Running(channel), host, port, options.Login),
            Undo = ChannelStatements.Repoint(channel, channel.Host, channel.Port, options.Login),
            IsInOutage = true,
        };
    }

    /// <summary>Proves that the old primary takes no writes.</summary>
    public FailoverStep Prove(MySqlServer server) => Step(server, FailoverStepKind.Fence, ProofStage, $"Prove that {server} takes no writes", options.AskTimeout) with { IsInOutage = true };

    /// <summary>Makes the candidate a source that is not writable yet: its channel goes, semi-synchronous replication turns around.</summary>
    public IEnumerable<FailoverStep> Prepare(MemberFacts candidate)
    {
        if (facts.ChannelOf(candidate) is { } channel)
        {
            yield return Step(candidate.Server, FailoverStepKind.RemoveChannel, PromoteStage, $"Remove the channel '{channel.Name}' of {candidate.Server}", Short) with
            {
                Sql = [ChannelStatements.Stop(channel.Name), ChannelStatements.Remove(channel.Name)],
                IsInOutage = true,
            };
        }

        if (candidate.SemiSync.WaitsWhenPromoted)
        {
            yield return Step(candidate.Server, FailoverStepKind.SemiSync, PromoteStage, $"Have {candidate.Server} wait for acknowledgements", Short) with
            {
                Sql = [.. SemiSyncStatements.EnableSource(ModelFor(candidate), candidate.SemiSync)],
                IsInOutage = true,
            };
        }
    }

    /// <summary>Makes the candidate writable.</summary>
    public FailoverStep Promote(MemberFacts candidate) => Step(candidate.Server, FailoverStepKind.Promote, PromoteStage, $"Make {candidate.Server} writable", Short) with
    {
        Sql = ["SET GLOBAL read_only = OFF", "SET GLOBAL offline_mode = OFF"],
        IsInOutage = true,
        IsPointOfNoReturn = true,
    };

    /// <summary>Points a replica to the new primary, and starts it.</summary>
    public FailoverStep Repoint(MemberFacts replica, MemberFacts primary)
    {
        var channel = facts.ChannelOf(replica)!;
        var (host, port) = MemberAddress.Of(primary, facts.All);
        return Step(replica.Server, FailoverStepKind.Repoint, FollowStage, string.Create(CultureInfo.InvariantCulture, $"Point {replica.Server} to {host}:{port}"), options.ReplicaTimeout) with
        {
            Sql = [.. ChannelStatements.Repoint(Running(channel), host, port, options.Login), .. DelayAgain(replica, channel), $"START REPLICA SQL_THREAD{For(channel)}"],
        };
    }

    /// <summary>Waits until a server follows.</summary>
    public FailoverStep Await(MySqlServer server, MemberFacts primary) =>
        Step(server, FailoverStepKind.AwaitReplica, FollowStage, $"Wait until {server} follows {primary.Server}", options.ReplicaTimeout);

    /// <summary>Names a server that does not follow.</summary>
    public FailoverStep Detach(MySqlServer server) => Step(server, FailoverStepKind.Detach, FollowStage, $"Leave {server} out", Short);

    /// <summary>Keeps the new primary one over a restart, unless a monitor has all servers start read-only.</summary>
    public IEnumerable<FailoverStep> Persist(MemberFacts primary)
    {
        List<StepStatement> sql = [];
        if (!IsBootFenced)
            sql.AddRange(["SET PERSIST super_read_only = OFF", "SET PERSIST read_only = OFF"]);
        if (primary.SemiSync.WaitsWhenPromoted)
            sql.AddRange(SemiSyncStatements.PersistSource(ModelFor(primary), primary.SemiSync));
        if (sql.Count > 0)
            yield return Step(primary.Server, FailoverStepKind.Persist, SettleStage, $"Keep {primary.Server} as a primary over a restart", Short) with { Sql = sql };
    }

    /// <summary>Has the new primary run the events that the old one ran.</summary>
    public FailoverStep EnableEvents(MySqlServer primary) => Step(primary, FailoverStepKind.EnableEvents, SettleStage, $"Enable on {primary} the events that {_old.Server} ran", Short);

    /// <summary>Says what becomes of the old primary.</summary>
    public FailoverStep Follow(string action) => Step(_old.Server, FailoverStepKind.Follow, SettleStage, action, options.ReplicaTimeout);

    /// <summary>Cuts off an old primary that answers from its clients, and keeps it read-only over a restart.</summary>
    public FailoverStep CutOff() => Step(_old.Server, FailoverStepKind.Fence, SettleStage, $"Cut {_old.Server} off from its clients, and keep it read-only over a restart", Short) with
    {
        Sql = ["SET GLOBAL super_read_only = ON", "SET PERSIST super_read_only = ON", "SET GLOBAL offline_mode = ON"],
    };

    /// <summary>A step of the run itself.</summary>
    public FailoverStep Own(FailoverStepKind kind, string action) => Step(_old.Server, kind, FenceStage, action, Short);

    /// <summary>True when a monitor keeps all members read-only over a restart.</summary>
    private bool IsBootFenced => facts.OldUuid.Length > 0 && facts.BootFences.ContainsKey(facts.OldUuid);

    /// <summary>Whose settings count: those of the old primary, as it says or was last seen, or else the candidate's own.</summary>
    private MemberSemiSync ModelFor(MemberFacts candidate) => MemberSemiSync.Model(_old.SemiSync, MemberSemiSync.Model(options.LastState?.SemiSync, candidate.SemiSync));

    /// <summary>Has a channel stay behind by so much. Its receiver must run meanwhile.</summary>
    public static IEnumerable<StepStatement> Delay(MemberChannel channel, TimeSpan delay) =>
    [
        $"STOP REPLICA SQL_THREAD{For(channel)}",
        string.Create(CultureInfo.InvariantCulture, $"CHANGE REPLICATION SOURCE TO SOURCE_DELAY = {delay.TotalSeconds:0}{For(channel)}"),
        $"START REPLICA SQL_THREAD{For(channel)}",
    ];

    private IEnumerable<StepStatement> DelayAgain(MemberFacts replica, MemberChannel channel) =>
        facts.Delays.TryGetValue($"{replica.Uuid}/{channel.Name}", out var delay) && delay != channel.Delay ? Delay(channel, delay) : [];

    private static MemberChannel Running(MemberChannel channel) => channel with { Receiver = ReceiverState.On };

    private static string For(MemberChannel channel) => $" FOR CHANNEL {Foundation.SqlLiteral.Quote(channel.Name)}";

    /// <summary>Every step has at least the time that a server may take to answer.</summary>
    private FailoverStep Step(MySqlServer server, FailoverStepKind kind, int stage, string action, TimeSpan limit) =>
        new() { Server = server, Kind = kind, Action = action, Stage = stage, Limit = limit > options.AskTimeout ? limit : options.AskTimeout };
}
