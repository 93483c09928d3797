namespace MySqlOps.Engine.ServerTests.Replication;

/// <summary>The test classes that share a source, its replica and a third server; they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class ReplicaCollection : ICollectionFixture<ReplicaPairFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Replica";
}
