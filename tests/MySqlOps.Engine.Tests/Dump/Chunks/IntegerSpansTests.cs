using MySqlOps.Engine.Dump.Chunks;

namespace MySqlOps.Engine.Tests.Dump.Chunks;

public class IntegerSpansTests
{
    private int _estimates;

    [Fact]
    public async Task DenseKeyCostsNoEstimate()
    {
        var spans = await CutAsync([.. Enumerable.Range(1, 10_000).Select(i => (Int128)i)], 1000);

        Assert.Equal((0, 10), (_estimates, spans.Count));
    }

    [Fact]
    public async Task NeighboursWithFewRowsAreOneSpan()
    {
        var spans = await CutAsync([0, .. Enumerable.Range(0, 10).Select(i => (Int128)1_000_000_000 + i), 2_000_000_000], 100);

        Assert.Single(spans);
    }

    [Fact]
    public async Task GapCostsFewEstimates()
    {
        var spans = await CutAsync([.. Enumerable.Range(1, 10_000).Select(i => (Int128)i), ulong.MaxValue], 1000);

        Assert.InRange(_estimates, 1, 200);
        Assert.InRange(spans.Count, 8, 22);
    }

    [Fact]
    public async Task OneNumberIsOneSpan()
    {
        Assert.Equal([new IntegerSpan(5, 5, 1)], await CutAsync([5], 10));
    }

    [Fact]
    public async Task EqualNumbersAreNotCut()
    {
        var spans = await CutAsync([.. Enumerable.Repeat((Int128)7, 1000)], 10, isUnique: false);

        Assert.Equal([new IntegerSpan(7, 7, 1000)], spans);
    }

    [Fact]
    public async Task CrowdedNumberIsASpanOfItsOwn()
    {
        var spans = await CutAsync([.. Enumerable.Range(1, 50).Select(i => (Int128)i), .. Enumerable.Repeat((Int128)25, 1000)], 20, isUnique: false);

        Assert.Contains(spans, span => span is { From: var from, To: var to } && from == 25 && to == 25);
    }

    [Fact]
    public async Task EstimatesThatDoNotShrinkDoNotGoOnForever()
    {
        var spans = new IntegerSpans(10, isUnique: false, (_, _, _) =>
        {
            _estimates++;
            return Task.FromResult(1_000_000L);
        });
        var count = 0;
        await foreach (var _ in spans.CutAsync(new IntegerSpan(long.MinValue, long.MaxValue, 1000), CancellationToken.None))
            count++;

        Assert.InRange(_estimates, 1, 5000);
        Assert.InRange(count, 1, 5000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task SpansFollowEachOtherFromTheLeastToTheGreatest(int seed)
    {
        var random = new Random(seed);
        Int128[] edges = [long.MinValue, -1, 0, 1, long.MaxValue, ulong.MaxValue];
        var numbers = Enumerable.Range(0, random.Next(1, 500)).Select(_ => edges[random.Next(edges.Length)] + random.Next(-300, 300)).ToArray();
        var spans = await CutAsync(numbers, random.Next(1, 50), isUnique: random.Next(2) == 0, error: random.NextDouble() * 3);

        Assert.Equal((numbers.Min(), numbers.Max()), (spans[0].From, spans[^1].To));
        Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.Equal(pair.First.To + 1, pair.Second.From));
    }

    private async Task<List<IntegerSpan>> CutAsync(Int128[] numbers, long target, bool isUnique = true, double error = 1)
    {
        var spans = new IntegerSpans(target, isUnique, (from, to, _) =>
        {
            _estimates++;
            return Task.FromResult((long)(numbers.LongCount(number => number >= from && number <= to) * error));
        });
        var cut = new List<IntegerSpan>();
        await foreach (var span in spans.CutAsync(new IntegerSpan(numbers.Min(), numbers.Max(), numbers.Length), CancellationToken.None))
            cut.Add(span);
        return cut;
    }
}
