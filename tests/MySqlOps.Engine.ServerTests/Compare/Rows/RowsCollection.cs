namespace MySqlOps.Engine.ServerTests.Compare.Rows;

/// <summary>The test classes that compare rows of the same two servers; they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class RowsCollection : ICollectionFixture<RowsFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Rows";
}
