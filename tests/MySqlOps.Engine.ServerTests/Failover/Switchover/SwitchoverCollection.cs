namespace MySqlOps.Engine.ServerTests.Failover.Switchover;

/// <summary>The test classes that share one topology; they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class SwitchoverCollection : ICollectionFixture<SwitchoverFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Switchover";
}
