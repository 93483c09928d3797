using System.Globalization;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Servers;
using Xunit.Abstractions;

namespace MySqlOps.Engine.ServerTests.Compare.Rows;

/// <summary>Random changes of rows with a column of every type: what is found is what brute force finds, and its statements make the sides equal, and unequal again.</summary>
[Collection(RowsCollection.Name)]
public sealed class RandomMutationTests(RowsFixture servers, ITestOutputHelper output)
{
    private const int RowsPerTable = 300;
    private const int MutationsPerRound = 250;

    private readonly RowScene _scene = new(servers.Source, servers.Target);

    [Fact]
    public Task RandomMutationsAreFound() => RunAsync(4);

    [LongFact]
    public Task TenThousandRandomMutationsAreFound() => RunAsync(10_000 / MutationsPerRound);

    private async Task RunAsync(int rounds)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("MYSQLOPS_SEED"), out var wanted) ? wanted : Environment.TickCount;
        output.WriteLine($"MYSQLOPS_SEED={seed}");
        for (var round = 0; round < rounds; round++)
        {
            try
            {
                await RunRoundAsync(new Random(seed + round), hasKey: round % 3 != 2, round % 2 == 0 ? RowMethod.Client : RowMethod.Server);
            }
            catch (Exception e) when (e is MySqlOpsException or Xunit.Sdk.XunitException)
            {
                throw new InvalidOperationException($"MYSQLOPS_SEED={seed + round}, round {round}: {e.Message}", e);
            }
        }
    }

    private async Task RunRoundAsync(Random random, bool hasKey, RowMethod method)
    {
        var columns = RandomCells.Types.Count;
        var cells = new RandomCells(random);
        var rows = Enumerable.Range(1, RowsPerTable).Select(id => Row(cells, hasKey ? id : random.Next(1, 40)));
        var key = hasKey ? "PRIMARY KEY (id)" : "KEY (id)";
        await _scene.MakeAsync(
            $"CREATE TABLE t (id INT NOT NULL, {string.Join(", ", Enumerable.Range(0, columns).Select(RandomCells.Column))}, {key});\n"
            + string.Join('\n', rows.Select(row => $"INSERT INTO t VALUES ({row});"))
            + (hasKey ? "" : "\nINSERT INTO t SELECT * FROM t WHERE id % 5 = 0; INSERT INTO t SELECT * FROM t WHERE id % 10 = 0;")
            + "\nANALYZE TABLE t;");
        await MutateAsync(random, cells);
        var options = RowScene.Options with { Method = method, ChunkBytes = random.Next(2_000, 60_000), ThreadCount = random.Next(1, 4) };
        var keepBytes = random.Next(2) == 0 ? 4_000L : (long?)null;
        var found = await _scene.CompareAsync(options, keepBytes);
        Assert.Empty(_scene.Tally.Skipped);
        await AssertFoundAsync(found, columns, hasKey);

        await RowScene.ApplyAsync(_scene.TargetServer, found, isReverse: false);
        Assert.Empty(await _scene.CompareAsync(options, keepBytes));
        Assert.Equal((0, 0), await CountAsync(columns));
        await RowScene.ApplyAsync(_scene.TargetServer, found.Reverse(), isReverse: true);
        await AssertFoundAsync(found, columns, hasKey);
    }

    private async Task AssertFoundAsync(IReadOnlyList<MySqlDifference> found, int columns, bool hasKey)
    {
        if (hasKey)
        {
            var expected = BruteForce.Compare(await BruteForce.ReadAsync(_scene.SourceServer, "t", columns), await BruteForce.ReadAsync(_scene.TargetServer, "t", columns));
            Assert.Equal(expected, found.Select(difference => $"{difference.Kind} {difference.Key!.Split('=')[1].Trim()}: {difference.Column}").Order(StringComparer.Ordinal));
        }
        else
        {
            Assert.Equal(
                await CountAsync(columns),
                (found.Where(difference => difference.Kind == DifferenceKind.RowMissing).Sum(difference => difference.Count), found.Where(difference => difference.Kind == DifferenceKind.RowExtra).Sum(difference => difference.Count)));
        }
    }

    private async Task<(long Missing, long Extra)> CountAsync(int columns) =>
        BruteForce.Count(await BruteForce.ReadAsync(_scene.SourceServer, "t", columns), await BruteForce.ReadAsync(_scene.TargetServer, "t", columns));

    private async Task MutateAsync(Random random, RandomCells cells)
    {
        await using var session = await Session.OpenAsync(_scene.TargetServer, CancellationToken.None);
        await session.ExecuteAsync($"USE {RowScene.Database}", CancellationToken.None);
        for (var i = 0; i < MutationsPerRound; i++)
        {
            var id = Number(random.Next(1, RowsPerTable + 1));
            var place = random.Next(RandomCells.Types.Count);
            await session.ExecuteAsync(
                random.Next(10) switch
                {
                    0 => $"DELETE FROM t WHERE id = {id} LIMIT 1",
                    1 => $"INSERT IGNORE INTO t VALUES ({Row(cells, random.Next(1, RowsPerTable + 50))})",
                    _ => $"UPDATE t SET c{Number(place)} = {cells.Value(place)} WHERE id = {id} LIMIT 1",
                },
                CancellationToken.None);
        }
    }

    private static string Row(RandomCells cells, int id) => $"{Number(id)}, {string.Join(", ", Enumerable.Range(0, RandomCells.Types.Count).Select(cells.Value))}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
