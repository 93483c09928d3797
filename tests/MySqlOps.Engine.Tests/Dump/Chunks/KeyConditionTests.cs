using MySqlOps.Engine.Dump.Chunks;

namespace MySqlOps.Engine.Tests.Dump.Chunks;

public class KeyConditionTests
{
    private static readonly ChunkKeyPart A = new() { Column = "a", Kind = KeyValueKind.Integer };
    private static readonly ChunkKeyPart B = new() { Column = "b`b", Kind = KeyValueKind.Integer };

    [Fact]
    public void LaterColumnsCountWhereEarlierOnesAreEqual()
    {
        Assert.Equal("(`a` > 1 OR (`a` = 1 AND `b``b` >= 2))", KeyCondition.From([A, B], ["1", "2"]));
    }

    [Fact]
    public void BoundaryItselfIsNotBeforeIt()
    {
        Assert.Equal("(`a` < 1 OR (`a` = 1 AND `b``b` < 2))", KeyCondition.Before([A, B], ["1", "2"]));
    }

    [Fact]
    public void DescendingColumnTurnsTheComparisonRound()
    {
        Assert.Equal("(`a` > 1 OR (`a` = 1 AND `b``b` <= 2))", KeyCondition.From([A, B with { IsDescending = true }], ["1", "2"]));
    }

    [Fact]
    public void NoConditionIsNone()
    {
        Assert.Null(KeyCondition.All(null, null));
    }

    [Fact]
    public void ConditionsAreJoined()
    {
        Assert.Equal("x AND y", KeyCondition.All("x", null, "y"));
    }
}
