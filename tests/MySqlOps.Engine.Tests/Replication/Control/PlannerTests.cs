using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Control;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;
using MySqlOps.Engine.Tests.Replication.Status;

namespace MySqlOps.Engine.Tests.Replication.Control;

/// <summary>What start, stop, reset and skip plan from what replicas say.</summary>
public sealed class PlannerTests
{
    private static readonly ChannelFacts Running = Handmade.Channel;
    private static readonly ChannelFacts Stopped = Handmade.Channel with { Receiver = ReceiverState.Off, Applier = ApplierState.Off };
    private static readonly ChannelFacts Broken = Handmade.Channel with { Applier = ApplierState.Off, ApplierError = Handmade.Error() };
    private static readonly IReadOnlyDictionary<string, SourceFacts> Sources = new Dictionary<string, SourceFacts>(StringComparer.Ordinal) { [""] = new() { Executed = Handmade.Set("1-12") } };

    [Fact]
    public void OnlyWhatIsStoppedIsStarted()
    {
        Assert.Empty(Start(new ReplicaStartOptions(), Running).Steps);
        Assert.Equal("START REPLICA FOR CHANNEL ''", Assert.Single(Start(new ReplicaStartOptions(), Stopped).Steps).Sql);
        Assert.Equal("START REPLICA SQL_THREAD FOR CHANNEL ''", Assert.Single(Start(new ReplicaStartOptions(), Broken).Steps).Sql);
        Assert.Equal("START REPLICA IO_THREAD FOR CHANNEL ''", Assert.Single(Start(new ReplicaStartOptions { Thread = ReplicaThread.Receiver }, Stopped).Steps).Sql);
        Assert.Equal("STOP REPLICA SQL_THREAD FOR CHANNEL ''", Start(new ReplicaStartOptions(), Broken).Steps[0].Undo);
    }

    [Fact]
    public void AnEndOfTheApplierIsInTheStatementAndNeedsAStoppedOne()
    {
        var options = new ReplicaStartOptions { UntilBefore = Handmade.Set("5") };

        Assert.Equal($"START REPLICA UNTIL SQL_BEFORE_GTIDS = '{Handmade.SourceUuid}:5' FOR CHANNEL ''", Start(options, Stopped).Steps[0].Sql);
        Assert.Equal(ErrorId.ReplicationStartFailed, Assert.Throws<MySqlOpsException>(() => Start(options, Running)).Id);
    }

    [Fact]
    public void ChannelsAreChosenWithoutCaseAndQuoted()
    {
        var odd = Stopped with { Name = "o'dd" };

        Assert.Equal("START REPLICA FOR CHANNEL 'o''dd'", Assert.Single(Start(new ReplicaStartOptions { Channels = ["O'DD"] }, Stopped, odd).Steps).Sql);
        Assert.Equal(2, Start(new ReplicaStartOptions(), Stopped, odd).Steps.Count);
        Assert.Equal(ErrorId.ReplicationChannelMissing, Assert.Throws<MySqlOpsException>(() => Start(new ReplicaStartOptions { Channels = ["other"] }, Stopped)).Id);
        Assert.Equal(ErrorId.ReplicationChannelMissing, Assert.Throws<MySqlOpsException>(() => Start(new ReplicaStartOptions())).Id);
    }

    [Fact]
    public void OnlyWhatRunsIsStopped()
    {
        Assert.Empty(StopPlanner.Plan(Handmade.Server, [Stopped], [], ReplicaThread.Both, 0).Steps);
        Assert.Equal(
            ["STOP REPLICA IO_THREAD FOR CHANNEL ''", "STOP REPLICA SQL_THREAD FOR CHANNEL ''"], StopPlanner.Plan(Handmade.Server, [Running], [], ReplicaThread.Both, 0).Steps.Select(static step => step.Sql));
        Assert.Equal("STOP REPLICA IO_THREAD FOR CHANNEL ''", Assert.Single(StopPlanner.Plan(Handmade.Server, [Broken], [], ReplicaThread.Both, 0).Steps).Sql);
    }

    [Theory]
    [InlineData(ReplicaThread.Both, 3, true)]
    [InlineData(ReplicaThread.Receiver, 3, false)]
    [InlineData(ReplicaThread.Both, 0, false)]
    public void OpenTemporaryTablesAreToldBeforeTheApplierIsStopped(ReplicaThread thread, int open, bool isTold) =>
        Assert.Equal(isTold, StopPlanner.Plan(Handmade.Server, [Running], [], thread, open).Notes.Count == 1);

    [Fact]
    public void AResetStopsFirstAndSaysWhatIsLost()
    {
        var plan = Reset(new ReplicaResetOptions { All = true }, Running, Handmade.Set("1-10"));

        Assert.Equal(["STOP REPLICA IO_THREAD FOR CHANNEL ''", "STOP REPLICA SQL_THREAD FOR CHANNEL ''", "RESET REPLICA ALL FOR CHANNEL ''"], plan.Steps.Select(static step => step.Sql));
        Assert.Contains("account repl and its password", Assert.Single(plan.Notes), StringComparison.Ordinal);
        Assert.Empty(ResetPlanner.Plan(Handmade.Server, [], GtidSet.Empty, Sources, 0, new ReplicaResetOptions { All = true }).Steps);
    }

    [Fact]
    public void AResetThatWouldLoseTransactionsIsRefused()
    {
        var purged = new Dictionary<string, SourceFacts>(StringComparer.Ordinal) { [""] = new() { Executed = Handmade.Set("1-12"), Purged = Handmade.Set("1-9") } };

        Assert.Contains("the source still has them", Assert.Single(Reset(new ReplicaResetOptions(), Stopped, Handmade.Set("1-8")).Notes), StringComparison.Ordinal);
        var error = Assert.Throws<MySqlOpsException>(() => ResetPlanner.Plan(Handmade.Server, [Stopped], Handmade.Set("1-8"), purged, 0, new ReplicaResetOptions()));
        Assert.Equal(ErrorId.ReplicationWouldLose, error.Id);
        Assert.Contains(":9.", error.Message, StringComparison.Ordinal);
        Assert.Single(ResetPlanner.Plan(Handmade.Server, [Stopped], Handmade.Set("1-8"), purged, 0, new ReplicaResetOptions { AllowLoss = true }).Notes);
        Assert.Equal(ErrorId.ReplicationTemporaryTables, Assert.Throws<MySqlOpsException>(() => ResetPlanner.Plan(Handmade.Server, [Stopped], Handmade.Set("1-10"), Sources, 1, new ReplicaResetOptions { AllowLoss = true })).Id);
    }

    [Fact]
    public void OnlyWhatIsNotExecutedIsSkipped()
    {
        var plan = Skip(new SkipOptions { Gtids = Handmade.Set("5-12") }, Running);

        var step = Assert.Single(plan.Steps);
        Assert.Equal(Handmade.Set("11-12"), step.Skipped);
        Assert.Equal($"SET GTID_NEXT = '{Handmade.SourceUuid}:11'; BEGIN; COMMIT; and so on for each", step.Sql);
        Assert.Empty(Skip(new SkipOptions { Gtids = Handmade.Set("1-10") }, Running).Steps);
    }

    [Fact]
    public void WhatTheSourceHasNotUsedYetIsNeverSkipped()
    {
        var error = Assert.Throws<MySqlOpsException>(() => Skip(new SkipOptions { Gtids = Handmade.Set("12-13"), AllowUnknown = true }, Running));

        Assert.Equal(ErrorId.ReplicationSkipRefused, error.Id);
        Assert.Contains(":13 yet", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatNobodyHasIsSkippedOnlyWhenThatIsAllowed()
    {
        var options = new SkipOptions { Gtids = GtidSet.Parse($"{Handmade.OwnUuid}:tag:1") };

        Assert.Equal(ErrorId.ReplicationSkipRefused, Assert.Throws<MySqlOpsException>(() => Skip(options, Running)).Id);
        Assert.Single(Skip(options with { AllowUnknown = true }, Running).Notes);
        Assert.Equal(ErrorId.ReplicationSkipRefused, Assert.Throws<MySqlOpsException>(() => Skip(options)).Id);
    }

    [Fact]
    public void TheTransactionsOfAllFailedWorkersAreBlocking()
    {
        var errors = new[] { Handmade.Error($"{Handmade.SourceUuid}:11"), Handmade.Error($"{Handmade.SourceUuid}:tag:12") };

        var plan = Skip(new SkipOptions { Start = true }, errors, Broken);

        Assert.Equal(3, plan.Steps.Count);
        Assert.Equal("START REPLICA SQL_THREAD FOR CHANNEL ''", plan.Steps[2].Sql);
    }

    [Theory]
    [InlineData("ANONYMOUS")]
    [InlineData(null)]
    public void ABlockingTransactionWithoutAGtidIsRefused(string? transaction)
    {
        var error = Assert.Throws<MySqlOpsException>(() => Skip(new SkipOptions(), [Handmade.Error(transaction)], Broken));

        Assert.Equal(ErrorId.ReplicationSkipRefused, error.Id);
        Assert.Contains("sql_replica_skip_counter", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAnErrorNothingIsBlocking()
    {
        Assert.Contains("it runs", Assert.Single(Skip(new SkipOptions { Start = true }, Running).Notes), StringComparison.Ordinal);
        Assert.Contains("stopped without an error", Assert.Single(Skip(new SkipOptions { Start = true }, Stopped).Notes), StringComparison.Ordinal);
    }

    private static ReplicaPlan Start(ReplicaStartOptions options, params ChannelFacts[] channels) => StartPlanner.Plan(Handmade.Server, channels, options);

    private static ReplicaPlan Reset(ReplicaResetOptions options, ChannelFacts channel, GtidSet executed) => ResetPlanner.Plan(Handmade.Server, [channel], executed, Sources, 0, options);

    private static ReplicaPlan Skip(SkipOptions options, params ChannelFacts[] channels) => Skip(options, [], channels);

    private static ReplicaPlan Skip(SkipOptions options, IReadOnlyList<ReplicaError> errors, params ChannelFacts[] channels) => SkipPlanner.Plan(
        Handmade.Server,
        new SkipFacts
        {
            Executed = Handmade.Set("1-10"),
            Channels = channels,
            Errors = new Dictionary<string, IReadOnlyList<ReplicaError>>(StringComparer.Ordinal) { [""] = errors },
            Sources = Sources,
        },
        options);
}
