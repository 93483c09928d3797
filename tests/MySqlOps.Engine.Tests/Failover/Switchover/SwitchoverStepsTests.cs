using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Failover.Switchover;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Tests.Failover.Switchover;

/// <summary>The steps of a switchover: their order, their statements, and their undoing.</summary>
public sealed class SwitchoverStepsTests
{
    [Fact]
    public void TheStepsComeInTheirOrder()
    {
        var kinds = SwitchoverScene.Healthy().Plan().Steps.Select(static step => step.Kind);

        Assert.Equal(
            [
                FailoverStepKind.Lease, FailoverStepKind.CatchUp, FailoverStepKind.Drain, FailoverStepKind.StopEvents, FailoverStepKind.Fence, FailoverStepKind.AwaitCandidate,
                FailoverStepKind.StopChannel, FailoverStepKind.Persist, FailoverStepKind.Promote, FailoverStepKind.Follow, FailoverStepKind.Repoint, FailoverStepKind.RemoveChannel,
                FailoverStepKind.Persist, FailoverStepKind.AwaitReplica, FailoverStepKind.AwaitReplica, FailoverStepKind.StartEvents,
            ],
            kinds);
    }

    [Fact]
    public void StagesNeverGoBack()
    {
        var stages = SwitchoverScene.Healthy().Plan().Steps.Select(static step => step.Stage).ToArray();

        Assert.Equal(stages.Order(), stages);
    }

    [Fact]
    public void NobodyCanWriteFromTheFenceToThePromotionOnly()
    {
        var steps = SwitchoverScene.Healthy().Plan().Steps.Where(static step => step.IsInOutage).ToArray();

        Assert.Equal([FailoverStepKind.Fence, FailoverStepKind.AwaitCandidate, FailoverStepKind.StopChannel, FailoverStepKind.Persist, FailoverStepKind.Promote], steps.Select(static step => step.Kind));
    }

    [Fact]
    public void OnlyThePromotionIsThePointOfNoReturn() =>
        Assert.Equal(FailoverStepKind.Promote, Assert.Single(SwitchoverScene.Healthy().Plan().Steps, static step => step.IsPointOfNoReturn).Kind);

    [Fact]
    public void WhateverChangesAServerBeforeThePromotionCanBeUndone() =>
        Assert.All(
            SwitchoverScene.Healthy().Plan().Steps.TakeWhile(static step => !step.IsPointOfNoReturn).Where(static step => step.Sql.Count > 0),
            static step => Assert.NotEmpty(step.Undo));

    [Fact]
    public void AfterThePromotionNothingIsUndone() =>
        Assert.All(SwitchoverScene.Healthy().Plan().Steps.SkipWhile(static step => !step.IsPointOfNoReturn), static step => Assert.Empty(step.Undo));

    [Fact]
    public void TheUndoingOfTheFenceMakesTheOldPrimaryWritable() =>
        Assert.Equal("SET GLOBAL super_read_only = OFF; SET GLOBAL read_only = OFF", SwitchoverScene.Healthy().Plan().Step(FailoverStepKind.Fence, "db1").Undo.Text());

    [Fact]
    public void TheChannelOfTheCandidateIsRemovedOnlyAfterThePromotion()
    {
        var steps = SwitchoverScene.Healthy().Plan().Steps.ToList();

        Assert.True(steps.FindIndex(static step => step.Sql.Text().Contains("RESET REPLICA ALL", StringComparison.Ordinal)) > steps.FindIndex(static step => step.IsPointOfNoReturn));
    }

    [Fact]
    public void AllArePointedToTheNewPrimaryAtTheSameTime()
    {
        var plan = SwitchoverScene.Healthy().Plan();

        Assert.Equal(plan.Step(FailoverStepKind.Follow, "db1").Stage, plan.Step(FailoverStepKind.Repoint, "db3").Stage);
        Assert.Equal(plan.Step(FailoverStepKind.AwaitReplica, "db1").Stage, plan.Step(FailoverStepKind.AwaitReplica, "db3").Stage);
    }

    [Fact]
    public void TheOldPrimaryGetsTheChannelOfTheCandidateWithAllItsSettings()
    {
        var follow = SwitchoverScene.Healthy().Plan().Step(FailoverStepKind.Follow, "db1");

        Assert.Equal(
            "CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'db2', SOURCE_PORT = 3306, SOURCE_AUTO_POSITION = 1, SOURCE_HEARTBEAT_PERIOD = 1.5, SOURCE_CONNECT_RETRY = 1, SOURCE_RETRY_COUNT = 777, SOURCE_SSL = 1, "
            + "SOURCE_SSL_VERIFY_SERVER_CERT = 1, GET_SOURCE_PUBLIC_KEY = 0, SOURCE_SSL_CA = '/etc/ca.pem', REQUIRE_ROW_FORMAT = 1, REQUIRE_TABLE_PRIMARY_KEY_CHECK = STREAM, GTID_ONLY = 1, SOURCE_USER = 'repl', "
            + "SOURCE_PASSWORD = '***' FOR CHANNEL 'main'; START REPLICA FOR CHANNEL 'main'",
            follow.Sql.Text());
        Assert.Contains("SOURCE_PASSWORD = 'hush-4711' FOR", follow.Sql[0].Reveal(), StringComparison.Ordinal);
    }

    [Fact]
    public void AStoppedChannelOfThatNameIsRemovedBefore()
    {
        var stale = SwitchoverScene.Healthy().Replicas[0].Channels![0] with { Receiver = ReceiverState.Off, Applier = ApplierState.Off };
        var plan = SwitchoverScene.Healthy().WithPrimary(primary => primary with { Channels = [stale] }).Plan();

        Assert.Equal("RESET REPLICA ALL FOR CHANNEL 'main'", plan.Step(FailoverStepKind.Follow, "db1").Sql[0].Text);
    }

    [Fact]
    public void ReportedAddressesComeFirst()
    {
        var plan = SwitchoverScene.Healthy().WithCandidate(static candidate => candidate with { ReportHost = "db2.internal", ReportPort = 3307 }).Plan();

        Assert.Contains("SOURCE_HOST = 'db2.internal', SOURCE_PORT = 3307", plan.Step(FailoverStepKind.Repoint, "db3").Sql.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void ALoopbackAddressIsOfUseOnOneMachineOnly()
    {
        var facts = SwitchoverScene.Healthy().WithCandidate(static candidate => candidate with { Server = candidate.Server with { Host = "127.0.0.1" } });

        Assert.Equal(("db2", 3306), SwitchoverPlanner.AddressOf(facts.Replicas[0], facts));
        var alone = facts.WithPrimary(static primary => primary with { HostName = "db2" }).WithOther(static other => other with { HostName = "db2" });
        Assert.Equal(("127.0.0.1", 3306), SwitchoverPlanner.AddressOf(alone.Replicas[0], alone));
    }

    [Fact]
    public void WhereAMonitorFencesAllServersThePersistedFenceStays()
    {
        var plan = SwitchoverScene.Healthy().WithPrimary(static primary => primary with { IsBootFenced = true }).Plan();

        Assert.Empty(plan.Step(FailoverStepKind.Persist, "db1").Undo);
        Assert.DoesNotContain(plan.Steps, static step => step.Kind == FailoverStepKind.Persist && step.Server.Host == "db2");
    }

    [Fact]
    public void SemiSynchronousRolesAreSwapped()
    {
        var plan = SwitchoverScene.Healthy()
            .WithPrimary(static primary => primary with { SemiSync = new MemberSemiSync { IsSourceEnabled = true, WaitCount = 1, Timeout = TimeSpan.FromSeconds(20), WaitPoint = "AFTER_SYNC", WaitsWithoutReplica = true, IsReplicaEnabled = false } })
            .WithCandidate(static candidate => candidate with { SemiSync = new MemberSemiSync { IsSourceEnabled = false, IsReplicaEnabled = true, WaitCount = 3 } })
            .Plan();

        var prepare = plan.Step(FailoverStepKind.SemiSync, "db2");
        Assert.Equal(
            "SET GLOBAL rpl_semi_sync_source_wait_for_replica_count = 1; SET GLOBAL rpl_semi_sync_source_timeout = 20000; SET GLOBAL rpl_semi_sync_source_wait_no_replica = ON; "
            + "SET GLOBAL rpl_semi_sync_source_wait_point = AFTER_SYNC; SET GLOBAL rpl_semi_sync_source_enabled = ON",
            prepare.Sql.Text());
        Assert.Equal("SET GLOBAL rpl_semi_sync_source_enabled = OFF; SET GLOBAL rpl_semi_sync_source_wait_for_replica_count = 3", prepare.Undo.Text());
        Assert.StartsWith("SET GLOBAL rpl_semi_sync_source_enabled = OFF; SET GLOBAL rpl_semi_sync_replica_enabled = ON; CHANGE", plan.Step(FailoverStepKind.Follow, "db1").Sql.Text(), StringComparison.Ordinal);
        Assert.EndsWith("SET PERSIST rpl_semi_sync_replica_enabled = OFF", plan.Step(FailoverStepKind.Persist, "db2").Sql.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void SemiSynchronousReplicationIsToldByTheNamesThatTheServerKnows() =>
        Assert.Equal(
            "SET GLOBAL rpl_semi_sync_master_wait_for_slave_count = 1; SET GLOBAL rpl_semi_sync_master_enabled = ON",
            SemiSyncStatements.EnableSource(new MemberSemiSync { WaitCount = 1 }, new MemberSemiSync { HasOldNames = true }).Text());

    [Fact]
    public void EventsAreEnabledWithTheirDefiners()
    {
        var plan = (SwitchoverScene.Healthy() with { Events = [new PrimaryEvent("shop", "ni`ght", "o'brien@x@%")] }).Plan();

        Assert.Equal("ALTER DEFINER = 'o''brien@x'@'%' EVENT `shop`.`ni``ght` ENABLE", plan.Step(FailoverStepKind.EnableEvents, "db2").Sql.Text());
    }

    [Fact]
    public void WhereThePrimaryRunsNoEventsNoneAreMoved()
    {
        var facts = SwitchoverScene.Healthy().WithPrimary(static primary => primary with { EventScheduler = "OFF" }) with { Events = [new PrimaryEvent("shop", "e", "a@b")] };

        Assert.DoesNotContain(facts.Plan().Steps, static step => step.Kind is FailoverStepKind.EnableEvents or FailoverStepKind.StopEvents or FailoverStepKind.StartEvents);
    }

    [Fact]
    public void ASchedulerThatTheCandidateHasOffIsSwitchedOnThereAndOffHere()
    {
        var plan = SwitchoverScene.Healthy().WithCandidate(static candidate => candidate with { EventScheduler = "OFF" }).Plan();

        Assert.Contains("SET PERSIST event_scheduler = ON", plan.Step(FailoverStepKind.Persist, "db2").Sql.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Steps, static step => step.Kind == FailoverStepKind.StartEvents);
    }

    [Fact]
    public void AReceiverThatWasStoppedIsNotStartedAndNotWaitedFor()
    {
        var plan = SwitchoverScene.Healthy().WithOther(static other => other.WithChannel(static channel => channel with { Receiver = ReceiverState.Off })).Plan();

        Assert.DoesNotContain("START", plan.Step(FailoverStepKind.Repoint, "db3").Sql.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Steps, static step => step.Kind == FailoverStepKind.AwaitReplica && step.Server.Host == "db3");
        Assert.Contains("db3", Assert.Single(plan.Notes), StringComparison.Ordinal);
    }
}
