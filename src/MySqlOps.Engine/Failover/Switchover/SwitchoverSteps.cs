using System.Globalization;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;

namespace MySqlOps.Engine.Failover.Switchover;

/// <summary>The steps of a switchover that nothing stands in the way of.</summary>
internal sealed class SwitchoverSteps(SwitchoverFacts facts, MemberFacts candidate, SwitchoverOptions options)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(10);

    private readonly MemberFacts _primary = facts.Primary;
    private readonly MemberChannel _channel = facts.ChannelOf(candidate)!;
    private readonly MemberFacts[] _others = [.. facts.Replicas.Where(replica => replica.Server != candidate.Server)];
    private int _stage;

    private bool MovesSemiSync => _primary.SemiSync.IsSourceEnabled == true;

    /// <summary>True when a monitor keeps all members read-only over a restart, the primary included.</summary>
    private bool IsBootFenced => _primary.IsBootFenced == true;

    /// <summary>All steps, in order.</summary>
    public IEnumerable<FailoverStep> List() => [.. Prepare(), .. Outage(), .. Rearrange()];

    private IEnumerable<FailoverStep> Prepare()
    {
        yield return Step(_primary, FailoverStepKind.Lease, $"Take the failover lock of all {facts.Replicas.Count + 1} servers, and look whether they are still as planned", Short);
        yield return Step(candidate, FailoverStepKind.CatchUp, $"Wait until {candidate.Server} has caught up with {_primary.Server}", options.CatchUpTimeout);
        yield return Step(_primary, FailoverStepKind.Drain, $"Wait for long transactions and locks on {_primary.Server}", options.LongTransactionTimeout);
        if (_primary.EventScheduler == "ON")
        {
            yield return Step(_primary, FailoverStepKind.StopEvents, $"Stop the event scheduler of {_primary.Server}", Short) with
            {
                Sql = ["SET GLOBAL event_scheduler = OFF"],
                Undo = ["SET GLOBAL event_scheduler = ON"],
            };
        }
    }

    private IEnumerable<FailoverStep> Outage()
    {
        yield return Step(_primary, FailoverStepKind.Fence, $"Make {_primary.Server} read-only: the write outage begins", options.MaxWriteOutage) with
        {
            Sql = ["SET GLOBAL super_read_only = ON"],
            Undo = ["SET GLOBAL super_read_only = OFF", "SET GLOBAL read_only = OFF"],
            IsInOutage = true,
        };
        yield return Step(candidate, FailoverStepKind.AwaitCandidate, $"Read what {_primary.Server} has now, and wait until {candidate.Server} has it all", options.MaxWriteOutage) with { IsInOutage = true };

        // Persisted before anybody else may write: an old primary that crashes now must not come back writable.
        var stop = Step(candidate, FailoverStepKind.StopChannel, $"Stop the channel '{_channel.Name}' of {candidate.Server}", options.MaxWriteOutage) with
        {
            Sql = [ChannelStatements.Stop(_channel.Name)],
            Undo = [ChannelStatements.Restart(_channel, options.Login)],
            IsInOutage = true,
        };
        yield return stop;
        yield return Step(_primary, FailoverStepKind.Persist, $"Keep {_primary.Server} read-only over a restart", options.MaxWriteOutage) with
        {
            Stage = stop.Stage,
            Sql = ["SET PERSIST super_read_only = ON"],
            Undo = IsBootFenced ? [] : ["SET PERSIST super_read_only = OFF"],
            IsInOutage = true,
        };

        // Not before its channel is stopped: its applier would wait for acknowledgements that nobody gives yet.
        if (MovesSemiSync)
        {
            yield return Step(candidate, FailoverStepKind.SemiSync, $"Have {candidate.Server} wait for acknowledgements as {_primary.Server} does", options.MaxWriteOutage) with
            {
                Sql = [.. SemiSyncStatements.EnableSource(_primary.SemiSync, candidate.SemiSync)],
                Undo = [.. SemiSyncStatements.RestoreSource(candidate.SemiSync)],
                IsInOutage = true,
            };
        }

        yield return Step(candidate, FailoverStepKind.Promote, $"Make {candidate.Server} writable: the write outage ends", options.MaxWriteOutage) with
        {
            Sql = ["SET GLOBAL read_only = OFF"],
            IsInOutage = true,
            IsPointOfNoReturn = true,
        };
    }

    private IEnumerable<FailoverStep> Rearrange()
    {
        var (host, port) = SwitchoverPlanner.AddressOf(candidate, facts);
        var place = string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");
        var follow = Step(_primary, FailoverStepKind.Follow, $"Have {_primary.Server} follow {place} by channel '{_channel.Name}'", options.ReplicaTimeout) with { Sql = [.. Follow(host, port)] };
        yield return follow;
        foreach (var replica in _others)
        {
            yield return Step(replica, FailoverStepKind.Repoint, $"Point {replica.Server} to {place}", options.ReplicaTimeout) with
            {
                Stage = follow.Stage,
                Sql = ChannelStatements.Repoint(facts.ChannelOf(replica)!, host, port, options.Login),
            };
        }

        yield return Step(candidate, FailoverStepKind.RemoveChannel, $"Remove the channel '{_channel.Name}' of {candidate.Server}", options.ReplicaTimeout) with
        {
            Stage = follow.Stage,
            Sql = [ChannelStatements.Remove(_channel.Name)],
        };
        foreach (var step in Settle())
            yield return step;
        var wait = Step(_primary, FailoverStepKind.AwaitReplica, $"Wait until {_primary.Server} follows {candidate.Server}", options.ReplicaTimeout);
        yield return wait;
        foreach (var replica in _others.Where(replica => facts.ChannelOf(replica)!.Receiver != Replication.Status.ReceiverState.Off))
            yield return Step(replica, FailoverStepKind.AwaitReplica, $"Wait until {replica.Server} follows {candidate.Server}", options.ReplicaTimeout) with { Stage = wait.Stage };
        if (_primary.EventScheduler == "ON" && candidate.EventScheduler == "ON")
            yield return Step(_primary, FailoverStepKind.StartEvents, $"Start the event scheduler of {_primary.Server}, where the events are disabled now", Short) with { Sql = ["SET GLOBAL event_scheduler = ON"] };
    }

    /// <summary>What belongs to a role and not to a server.</summary>
    private IEnumerable<FailoverStep> Settle()
    {
        List<StepStatement> ofCandidate = [];
        List<StepStatement> ofPrimary = [];
        if (!IsBootFenced)
            ofCandidate.AddRange(["SET PERSIST super_read_only = OFF", "SET PERSIST read_only = OFF"]);
        if (MovesSemiSync)
        {
            ofCandidate.AddRange(SemiSyncStatements.PersistSource(_primary.SemiSync, candidate.SemiSync));
            ofPrimary.AddRange(SemiSyncStatements.PersistReplica(_primary.SemiSync));
        }

        if (_primary.EventScheduler == "ON" && candidate.EventScheduler == "OFF")
        {
            ofCandidate.Add("SET PERSIST event_scheduler = ON");
            ofPrimary.Add("SET PERSIST event_scheduler = OFF");
        }

        FailoverStep? first = null;
        if (ofCandidate.Count > 0)
            yield return first = Step(candidate, FailoverStepKind.Persist, $"Keep {candidate.Server} as a primary over a restart", Short) with { Sql = ofCandidate };
        if (ofPrimary.Count > 0)
        {
            var step = Step(_primary, FailoverStepKind.Persist, $"Keep {_primary.Server} as a replica over a restart", Short) with { Sql = ofPrimary };
            yield return first is null ? step : step with { Stage = first.Stage };
        }

        if (_primary.EventScheduler == "ON" && facts.Events.Count > 0)
        {
            yield return Step(candidate, FailoverStepKind.EnableEvents, $"Enable {facts.Events.Count.ToString(CultureInfo.InvariantCulture)} events on {candidate.Server}, which disables them on all others", options.ReplicaTimeout) with
            {
                Sql = [.. facts.Events.Select(static found => StepStatement.FromString(found.EnableStatement()))],
            };
        }
    }

    private IEnumerable<StepStatement> Follow(string host, int port)
    {
        if (MovesSemiSync)
        {
            foreach (var statement in SemiSyncStatements.BecomeReplica(_primary.SemiSync))
                yield return statement;
        }

        if (_primary.Channels!.Any(other => other.Name == _channel.Name))
            yield return ChannelStatements.Remove(_channel.Name);
        var settings = facts.Settings.GetValueOrDefault(candidate.Uuid);
        foreach (var statement in ChannelStatements.Create(_channel, settings, host, port, options.Login ?? facts.Logins[candidate.Uuid]))
            yield return statement;
    }

    private FailoverStep Step(MemberFacts member, FailoverStepKind kind, string action, TimeSpan limit) => new() { Server = member.Server, Kind = kind, Action = action, Stage = ++_stage, Limit = limit };
}
