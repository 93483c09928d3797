namespace MySqlOps.Engine.ServerTests.Failover;

/// <summary>The test classes that share a primary and its replicas; they run one after another, and leave them healthy.</summary>
[CollectionDefinition(Name)]
public sealed class FailoverCollection : ICollectionFixture<FailoverFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Failover";
}
