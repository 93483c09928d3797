namespace MySqlOps.Engine.ServerTests.Replication.Setup;

/// <summary>The test classes that share three servers between which they set up replication.</summary>
[CollectionDefinition(Name)]
public sealed class ReplicationCollection : ICollectionFixture<ReplicationFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "ReplicationSetup";
}
