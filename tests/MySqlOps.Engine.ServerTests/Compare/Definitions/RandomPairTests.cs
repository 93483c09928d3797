using System.Text.RegularExpressions;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Definitions;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.ServerTests.Scenarios;
using MySqlOps.Engine.ServerTests.Servers;
using Xunit.Abstractions;

namespace MySqlOps.Engine.ServerTests.Compare.Definitions;

/// <summary>Random pairs of schemas: the changes applied to the target leave no difference, and applied backwards they bring all of them back.</summary>
public sealed class RandomPairTests(RoundTripFixture servers, ITestOutputHelper output) : IClassFixture<RoundTripFixture>
{
    [Fact]
    public Task RandomPairsBecomeEqualAndDifferentAgain() => RunAsync(15);

    [LongFact]
    public Task ManyRandomPairsBecomeEqualAndDifferentAgain() => RunAsync(300);

    private async Task RunAsync(int pairs)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("MYSQLOPS_SEED"), out var wanted) ? wanted : Environment.TickCount;
        output.WriteLine($"MYSQLOPS_SEED={seed}");
        for (var pair = 0; pair < pairs; pair++)
        {
            try
            {
                await RunPairAsync(seed + pair);
            }
            catch (Exception e) when (e is MySqlOpsException or InvalidOperationException or Xunit.Sdk.XunitException)
            {
                throw new InvalidOperationException($"MYSQLOPS_SEED={seed + pair}: {e.Message}", e);
            }
        }
    }

    private async Task RunPairAsync(int seed)
    {
        var (source, target) = (servers.Source.Server, servers.Target.Server);
        await servers.ResetAsync();
        await MakeAsync(source, seed, mutations: 0);
        await MakeAsync(target, seed, mutations: 1 + (seed % 25));
        var options = new CompareOptions { ChangesForSource = seed % 5 == 0, Ignore = IgnoredProperty.AutoIncrement };
        var (changed, found) = (options.ChangesForSource ? source : target, await DefinitionScene.CompareAsync(source, target, options));
        output.WriteLine($"{seed}: {found.Count} differences.");
        if (found.Count == 0)
        {
            // The server may have refused a lone mutation; who says that nothing differs must be right.
            Assert.Equal(await DumpAsync(servers.Source), await DumpAsync(servers.Target));
            return;
        }

        Assert.DoesNotContain(found, difference => difference.Unsupported is not null);
        var failures = await DefinitionProof.ProveAsync(changed, [.. found], SilentObserver.Instance, CancellationToken.None);
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        await DefinitionScene.ApplyAsync(changed, found);
        Assert.Equal("", DefinitionScene.Describe(await DefinitionScene.CompareAsync(source, target, options)));
        await DefinitionScene.ApplyAsync(changed, found, isForward: false);
        Assert.Equal(DefinitionScene.Describe(found), DefinitionScene.Describe(await DefinitionScene.CompareAsync(source, target, options)));
    }

    private static async Task MakeAsync(MySqlServer server, int seed, int mutations)
    {
        var schema = new RandomSchema(new Random(seed));
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        foreach (var statement in schema.Create())
            await TryAsync(session, statement);
        for (; mutations > 0; mutations--)
        {
            await TryAsync(session, schema.Mutate());
            if (mutations % 8 == 1)
            {
                foreach (var statement in schema.Replace(mutations % 3))
                    await TryAsync(session, statement);
            }
        }
    }

    /// <summary>All definitions as mysqldump writes them.</summary>
    private static async Task<string> DumpAsync(MySqlSandbox sandbox)
    {
        var result = await ClientProgram.RunAsync(
            "mysqldump", sandbox, [$"--defaults-file={Path.Combine(sandbox.Path, "root.cnf")}", "--all-databases", "--no-data", "--routines", "--events", "--skip-comments", "--skip-opt", "--create-options", "--set-gtid-purged=OFF"]);
        Assert.True(result.ExitCode == 0, result.Error);
        return Regex.Replace(result.Output, " AUTO_INCREMENT=[0-9]+", "", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
    }

    private static async Task TryAsync(Session session, string statement)
    {
        try
        {
            await session.ExecuteAsync(statement, CancellationToken.None);
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is not null)
        {
            // The server does not take every combination.
        }
    }
}
