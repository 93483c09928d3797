namespace MySqlOps.Engine.ServerTests.Servers;

/// <summary>The test classes that share one server; they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class ServerCollection : ICollectionFixture<ServerFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Server";
}
