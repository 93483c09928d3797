using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Engine.Tests.Replication.Setup;

public sealed class ProvisionChoiceTests
{
    private static SetupFacts Purged(Func<ServerSetupFacts, ServerSetupFacts>? source = null, Func<ServerSetupFacts, ServerSetupFacts>? replica = null, ProvisionMethod wanted = ProvisionMethod.Auto) => Pair.Make(
        server =>
        {
            var purged = server with { Purged = Pair.Gtids(Pair.SourceUuid, 3) };
            return source is null ? purged : source(purged);
        },
        replica,
        new SetupOptions { Provision = wanted });

    [Fact]
    public void NothingIsProvisionedWhenTheSourceStillSendsAll() => Assert.Equal(ProvisionMethod.None, ProvisionChoice.Make(Pair.Make()).Method);

    [Fact]
    public void PurgedTransactionsAreCloned() => Assert.Equal(ProvisionMethod.Clone, ProvisionChoice.Make(Purged()).Method);

    [Fact]
    public void PurgedTransactionsThatTheReplicaHasAreNotMissed() =>
        Assert.Equal(ProvisionMethod.None, ProvisionChoice.Make(Purged(replica: static replica => replica with { Executed = Pair.Gtids(Pair.SourceUuid, 5) })).Method);

    [Fact]
    public void ErrantTransactionsMakeItNeeded() =>
        Assert.Equal(ProvisionMethod.Clone, ProvisionChoice.Make(Pair.Make(replica: static replica => replica with { Executed = Pair.Gtids(Pair.ReplicaUuid, 1) })).Method);

    [Fact]
    public void DataThatIsInNoBinaryLogMakesItNeeded() =>
        Assert.Equal(ProvisionMethod.Clone, ProvisionChoice.Make(Pair.Make(static source => source with { Executed = GtidSet.Empty })).Method);

    [Fact]
    public void RunningReplicaIsNotProvisionedAgain() =>
        Assert.Equal(ProvisionMethod.None, ProvisionChoice.Make(Pair.Following(options: new SetupOptions { Provision = ProvisionMethod.Clone })).Method);

    [Fact]
    public void RunningReplicaIsProvisionedAgainByForce() =>
        Assert.Equal(ProvisionMethod.Clone, ProvisionChoice.Make(Pair.Following(options: new SetupOptions { Provision = ProvisionMethod.Clone, Force = true })).Method);

    [Theory]
    [InlineData("release")]
    [InlineData("platform")]
    [InlineData("page size")]
    [InlineData("collation")]
    [InlineData("packet")]
    [InlineData("engine")]
    [InlineData("address")]
    [InlineData("privilege")]
    public void WhatCannotBeClonedIsExported(string obstacle)
    {
        var facts = obstacle switch
        {
            "release" => Purged(static source => source with { Facts = Pair.Version("8.4.5") }),
            "platform" => Purged(static source => source with { Platform = "Win64 x86_64" }),
            "page size" => Purged(static source => source with { PageBytes = 4096 }),
            "collation" => Purged(static source => source with { Collation = "latin1_swedish_ci" }),
            "packet" => Purged(replica: static replica => replica with { MaxPacketBytes = 1024 }),
            "engine" => Purged(static source => source with { TablesByEngine = new Dictionary<string, long> { ["MyISAM"] = 1 } }),
            "address" => Purged(static source => source with { Server = source.Server with { Host = "fd00::1" } }),
            _ => Purged(replica: static replica => replica with { Privileges = replica.Privileges.Where(static name => name != "CLONE_ADMIN").ToHashSet() }),
        };

        var choice = ProvisionChoice.Make(facts);

        Assert.Equal(ProvisionMethod.Export, choice.Method);
        Assert.Contains("can't be cloned", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void CloneThatWasAskedForIsRefusedWithItsReason()
    {
        var choice = ProvisionChoice.Make(Purged(static source => source with { PageBytes = 4096 }, wanted: ProvisionMethod.Clone));

        Assert.False(choice.Replaces);
        Assert.Contains("innodb_page_size", choice.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhatOthersWouldLoseForbidsBothWays(bool hasReplicas)
    {
        var choice = ProvisionChoice.Make(Purged(replica: replica => hasReplicas
            ? replica with { Replicas = 1 }
            : replica with { Channels = [Pair.Channel() with { Name = "other", SourceUuid = "3" }] }));

        Assert.False(choice.Replaces);
        Assert.NotNull(choice.Refusal);
    }
}
