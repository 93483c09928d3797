using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Tests.Catalog;

public sealed class ViewOrderTests
{
    [Fact]
    public void AViewComesAfterWhatItReadsInAnyDatabase() => Assert.Equal(
        ["b.z", "a.m", "a.a", "c.last"],
        Sort(View("a", "a", ("a", "m"), ("a", "table")), View("a", "m", ("b", "z")), View("b", "z"), View("c", "last", ("a", "a"))));

    [Fact]
    public void IndependentViewsComeByName() => Assert.Equal(["a.B", "a.a", "b.a"], Sort(View("b", "a"), View("a", "a"), View("a", "B")));

    [Fact]
    public void ACircleIsCut() => Assert.Equal(["a.y", "a.x"], Sort(View("a", "x", ("a", "y")), View("a", "y", ("a", "x"))));

    [Fact]
    public void AViewThatReadsItselfIsThereOnce() => Assert.Equal(["a.x"], Sort(View("a", "x", ("a", "x"))));

    [Fact]
    public void ALongChainDoesNotEndTheProgram()
    {
        const int Length = 200_000;
        var chain = Enumerable.Range(0, Length).Select(i => View("d", $"{i:D6}", ("d", $"{i + 1:D6}")));

        Assert.Equal($"{Length - 1:D6}", ViewOrder.Sort(chain)[0].Name.Name);
    }

    private static IEnumerable<string> Sort(params ViewDefinition[] views) => ViewOrder.Sort(views).Select(view => view.Name.ToString());

    private static ViewDefinition View(string database, string name, params (string Database, string Name)[] needs) => new()
    {
        Name = new ObjectName(database, name),
        CreateStatement = "",
        Context = new CreationContext { CharacterSetClient = "utf8mb4", CollationConnection = "utf8mb4_bin" },
        Columns = [],
        DependsOn = [.. needs.Select(need => new ObjectName(need.Database, need.Name))],
    };
}
