using MySqlOps.Engine.ServerTests.Servers;
using Xunit.Abstractions;

namespace MySqlOps.Engine.ServerTests.Scenarios;

/// <summary>The importing process or the server is killed (kill -9) at a moment of choice, the import is begun again, and at its end nothing differs from the source.</summary>
public sealed class CrashTests(CrashFixture servers, ITestOutputHelper output) : IClassFixture<CrashFixture>
{
    private const int LongKills = 50;

    [Theory]
    [InlineData("table", "4 chunks", "index being made")]
    [InlineData("rows on their way", "26 chunks")]
    public async Task KilledImporterIsGoneOnWith(params string[] moments)
    {
        await servers.ResetAsync();
        var episode = new CrashEpisode(servers);
        foreach (var moment in moments)
            Assert.True(await episode.KillImporterAsync(KillPoint.Of(moment), TimeSpan.Zero), episode.Story);
        await episode.FinishAsync();
    }

    [Theory]
    [InlineData("1 chunks", "20 chunks", "index being made")]
    public async Task KilledServerIsLoadedToItsEnd(params string[] moments)
    {
        await servers.ResetAsync();
        var episode = new CrashEpisode(servers);
        foreach (var moment in moments)
            Assert.True(await episode.KillServerAsync(KillPoint.Of(moment), TimeSpan.Zero), episode.Story);
        await episode.FinishAsync();
    }

    [LongFact]
    public async Task RandomKillsAreGoneOnWith()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("MYSQLOPS_SEED"), out var wanted) ? wanted : Environment.TickCount;
        output.WriteLine($"MYSQLOPS_SEED={seed}");
        var random = new Random(seed);
        var (importers, kills, episodes) = (0, 0, 0);
        while (Math.Min(importers, kills - importers) < LongKills / 2)
        {
            await servers.ResetAsync();
            var episode = new CrashEpisode(servers);

            // The points of one import come one after another; a delay may strike anywhere.
            foreach (var moment in Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(KillPoint.All.Count + 4)).Distinct().Order().ToArray())
            {
                var point = moment < KillPoint.All.Count ? KillPoint.All[moment] : null;
                var delay = TimeSpan.FromMilliseconds(random.Next(200, 5000));
                var isServer = random.Next(2) == 0;
                if (episode.IsDone)
                    continue;
                var struck = isServer ? await episode.KillServerAsync(point, delay) : await episode.KillImporterAsync(point, delay);
                (kills, importers) = (kills + (struck ? 1 : 0), importers + (struck && !isServer ? 1 : 0));
            }

            await episode.FinishAsync();
            episodes++;
            output.WriteLine($"{episode.Story}: as the source");
        }

        output.WriteLine($"{kills} kills, {importers} of the importer and {kills - importers} of the server, in {episodes} imports");
    }
}
