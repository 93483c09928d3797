namespace MySqlOps.Engine.ServerTests.Topology;

/// <summary>The test classes that share the servers of a topology; they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class TopologyCollection : ICollectionFixture<TopologyFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Topology";
}
