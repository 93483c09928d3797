using MySqlOps.Engine.Compare.Sync;

namespace MySqlOps.Engine.Tests.Compare.Sync;

/// <summary>The order of the rows of a table.</summary>
public sealed class RowOrderTests
{
    [Fact]
    public void DeletesComeFirstAndInsertsLast()
    {
        var order = Sort(Insert(1, 1), Update(2, 2, 3), Delete(3, 4));

        Assert.Equal("Delete 3, Update 2, Insert 1", order);
    }

    [Fact]
    public void UpdateThatNeedsAValueComesAfterTheOneThatFreesIt()
    {
        Assert.Equal("Update 2, Update 1", Sort(Update(1, 10, 20), Update(2, 20, 30)));
    }

    [Fact]
    public void ShiftOfManyIsDoneFromItsFreeEnd()
    {
        var order = Sort([.. Enumerable.Range(0, 1000).Select(i => Update(i, i, i + 1))]);

        Assert.Equal(string.Join(", ", Enumerable.Range(0, 1000).Reverse().Select(i => $"Update {i}")), order);
    }

    [Fact]
    public void SwapTakesOneRowOutAndPutsItBack()
    {
        Assert.Equal("TakeOut 1, Update 2, PutBack 1", Sort(Update(1, 10, 20), Update(2, 20, 10)));
    }

    [Fact]
    public void CircleOfThreeTakesOnlyOneRowOut()
    {
        Assert.Equal("TakeOut 1, Update 3, Update 2, PutBack 1", Sort(Update(1, 10, 20), Update(2, 20, 30), Update(3, 30, 10)));
    }

    [Fact]
    public void ChainOfWaitingUpdatesIsFollowedToItsEnd()
    {
        var order = Sort(Update(1, 10, 20), Update(2, 20, 40), Update(3, 30, 10), Update(4, 40, 50));

        Assert.Equal("Update 4, Update 2, Update 1, Update 3", order);
    }

    [Fact]
    public void TwoIndexesThatWaitForEachOtherAreOneGroup()
    {
        var traits = new RowTraits { UniqueKeys = [["u"], ["v"]] };
        RowChange[] changes = [Handmade.Change("t", ["1", "10", "5"], ["1", "20", "5"], traits), Handmade.Change("t", ["2", "20", "6"], ["2", "21", "7"], traits), Handmade.Change("t", ["3", "30", "7"], ["3", "10", "8"], traits)];

        var groups = RowOrder.Sort(changes);

        Assert.Equal("TakeOut 1, Update 3, Update 2, PutBack 1", Describe(Assert.Single(groups)));
    }

    [Fact]
    public void NullIsNoDuplicate()
    {
        var changes = new[] { Handmade.Change("t", ["1", "NULL"], ["1", "5"], Handmade.UniqueU), Handmade.Change("t", ["2", "6"], ["2", "NULL"], Handmade.UniqueU) };

        Assert.Equal(2, RowOrder.Sort(changes).Count);
    }

    [Fact]
    public void KeyOfTwoColumnsIsOneValue()
    {
        var traits = new RowTraits { UniqueKeys = [["u", "v"]] };
        RowChange[] changes = [Handmade.Change("t", ["1", "10", "1"], ["1", "10", "2"], traits), Handmade.Change("t", ["2", "10", "2"], ["2", "11", "2"], traits)];

        Assert.Equal("Update 2, Update 1", Describe(RowOrder.Sort(changes).SelectMany(group => group)));
    }

    [Fact]
    public void ColumnsThatAreNotUniqueDoNotWait()
    {
        var changes = new[] { Handmade.Change("t", ["1", "10"], ["1", "20"], new RowTraits()), Handmade.Change("t", ["2", "20"], ["2", "10"], new RowTraits()) };

        Assert.Equal("Update 1, Update 2", Describe(RowOrder.Sort(changes).SelectMany(group => group)));
    }

    [Theory]
    [InlineData("CAST(_utf8mb4'{\"a\": 1}' AS JSON)", "CAST(_utf8mb4'{\"a\": 1.0}' AS JSON)", "TakeOut 1, PutBack 1")]
    [InlineData("CAST(_utf8mb4'{\"a\": 1}' AS JSON)", "CAST(_utf8mb4'{\"b\": 1}' AS JSON)", "Update 1")]
    [InlineData("CAST(_utf8mb4'1' AS JSON)", "NULL", "Update 1")]
    [InlineData("1", "1.0", "Update 1")]
    public void JsonThatTheServerCallsEqualIsNotUpdated(string old, string wanted, string operations)
    {
        Assert.Equal(operations, Sort(Handmade.Change("t", ["1", old], ["1", wanted], Handmade.UniqueU)));
    }

    [Fact]
    public void TransactionsAreCutAtTheSize()
    {
        var batches = RowOrder.Cut(RowOrder.Sort([.. Enumerable.Range(0, 25).Select(i => Insert(i, i))]), 10);

        Assert.Equal([10, 10, 5], batches.Select(batch => batch.Count));
    }

    [Fact]
    public void SwapIsNeverPartedBetweenTransactions()
    {
        var groups = RowOrder.Sort([Update(0, 1, 2), Update(1, 10, 20), Update(2, 20, 10)]);

        Assert.Equal([1, 3], RowOrder.Cut(groups, 2).Select(batch => batch.Count));
    }

    [Fact]
    public void HundredThousandSwapsTakeNoTimeToSort()
    {
        var changes = Enumerable.Range(0, 100_000).Select(i => Update(i, i, i ^ 1)).ToArray();

        Assert.Equal(50_000, RowOrder.Sort(changes).Count);
    }

    private static RowChange Update(int id, int old, int wanted) => Handmade.Change("t", [$"{id}", $"{old}"], [$"{id}", $"{wanted}"], Handmade.UniqueU);

    private static RowChange Insert(int id, int u) => Handmade.Change("t", null, [$"{id}", $"{u}"], Handmade.UniqueU);

    private static RowChange Delete(int id, int u) => Handmade.Change("t", [$"{id}", $"{u}"], null, Handmade.UniqueU);

    private static string Sort(params RowChange[] changes) => Describe(RowOrder.Sort(changes).SelectMany(group => group));

    private static string Describe(IEnumerable<RowOperation> operations) =>
        string.Join(", ", operations.Select(operation => $"{operation.Verb} {(operation.Change.Old ?? operation.Change.New!)[0]}"));
}
