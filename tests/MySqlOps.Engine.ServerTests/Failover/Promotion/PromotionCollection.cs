namespace MySqlOps.Engine.ServerTests.Failover.Promotion;

/// <summary>The test classes that share one topology; they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class PromotionCollection : ICollectionFixture<FailoverFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Promotion";
}
