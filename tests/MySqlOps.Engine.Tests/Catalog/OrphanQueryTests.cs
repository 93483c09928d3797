using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Tests.Catalog;

/// <summary>Which rows lack their parent.</summary>
public sealed class OrphanQueryTests
{
    private static readonly ObjectName Child = new("d", "c");

    [Fact]
    public void RowsWithAWholeKeyAndNoParentAreOrphans()
    {
        Assert.Equal(
            "SELECT COUNT(*) AS orphans FROM `d`.`c` AS c LEFT JOIN `d`.`p` AS p ON p.`x` = c.`a` AND p.`y` = c.`b` WHERE c.`a` IS NOT NULL AND c.`b` IS NOT NULL AND p.`x` IS NULL",
            OrphanQuery.Text(Child, new ObjectName("d", "p"), [("a", "x"), ("b", "y")]));
    }

    [Fact]
    public void WithoutAParentEveryRowWithAWholeKeyIsAnOrphan()
    {
        Assert.Equal("SELECT COUNT(*) AS orphans FROM `d`.`c` AS c WHERE c.`a` IS NOT NULL AND c.`b` IS NOT NULL", OrphanQuery.TextWithoutParent(Child, ["a", "b"]));
    }
}
