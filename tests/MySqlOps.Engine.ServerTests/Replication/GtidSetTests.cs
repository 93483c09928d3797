using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.ServerTests.Servers;
using Xunit.Abstractions;

namespace MySqlOps.Engine.ServerTests.Replication;

/// <summary>GTID sets with the server's own functions as judge, tags included.</summary>
[Collection(ServerCollection.Name)]
public sealed class GtidSetTests(ServerFixture servers, ITestOutputHelper output)
{
    private const int Pairs = 400;
    private const int Damaged = 1_500;
    private const string Alphabet = "::::,,--  \n\t0123459afAFgz_+.";

    private static readonly string[] Uuids = ["3e11fa47-71ca-11e1-9e33-c80aa9429562", "00000000-0000-0000-0000-000000000001", "ffffffff-ffff-ffff-ffff-ffffffffffff"];
    private static readonly string[] Tags = ["", "", "a", "Blue", "_x9"];

    [Fact]
    public async Task TheServerAgreesWithTheAlgebraAndItsText()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var session = await Session.OpenAsync(servers.Server, CancellationToken.None);
        for (var i = 0; i < Pairs; i++)
        {
            var (oneText, otherText) = (Make(random), Make(random));
            var (one, other) = (GtidSet.Parse(oneText), GtidSet.Parse(otherText));
            var judged = await JudgeAsync(session, oneText, otherText);

            // No function of the server joins two sets, but it reads them joined by a comma.
            Assert.Equal(
                (judged.Difference, judged.IsSubset, judged.Union, judged.Common),
                (one.Subtract(other).ToString(), other.Contains(one), one.Union(other).ToString(), one.Intersect(other).ToString()));
        }
    }

    [Fact]
    public async Task TheServerTakesWhatIsTakenAndRefusesWhatIsRefused()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var session = await Session.OpenAsync(servers.Server, CancellationToken.None);
        var taken = 0;
        for (var i = 0; i < Damaged; i++)
        {
            var text = Damage(random, Make(random));
            var server = await ReadAsync(session, text);
            var ours = GtidSet.TryParse(text, out var set) ? set.ToString() : null;
            Assert.True(server == ours, $"seed {seed}: '{text}' is '{server ?? "refused"}' to the server and '{ours ?? "refused"}' here.");
            taken += ours is null ? 0 : 1;
        }

        // Enough of both kinds; about one text of ten survives its damage.
        Assert.InRange(taken, Damaged / 30, Damaged * 9 / 10);
    }

    private static async Task<(string? Difference, bool? IsSubset, string? Union, string? Common)> JudgeAsync(Session session, string one, string other)
    {
        var rows = await session.QueryAsync(
            """
            SELECT GTID_SUBTRACT(@one, @other) AS difference, GTID_SUBSET(@one, @other) AS isSubset, GTID_SUBTRACT(CONCAT(@one, ',', @other), '') AS united,
              GTID_SUBTRACT(@one, GTID_SUBTRACT(@one, @other)) AS common
            """,
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["one"] = one, ["other"] = other },
            CancellationToken.None);
        return (rows[0].TextOrNull("difference"), rows[0].BooleanOrNull("isSubset"), rows[0].TextOrNull("united"), rows[0].TextOrNull("common"));
    }

    private static async Task<string?> ReadAsync(Session session, string text)
    {
        try
        {
            var rows = await session.QueryAsync("SELECT GTID_SUBTRACT(@text, '') AS text", new Dictionary<string, object?>(StringComparer.Ordinal) { ["text"] = text }, CancellationToken.None);
            return rows[0].Text("text");
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.QueryFailed)
        {
            return null;
        }
    }

    private static string Make(Random random)
    {
        var groups = Enumerable.Range(0, random.Next(0, 5)).Select(_ =>
        {
            var parts = Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
            {
                var (tag, first) = (Tags[random.Next(Tags.Length)], random.Next(1, 30));
                return $"{(tag.Length == 0 ? "" : $":{tag}")}:{(random.Next(3) == 0 ? $"{first}" : $"{first}-{first + random.Next(0, 9)}")}";
            });
            return Uuids[random.Next(Uuids.Length)] + string.Concat(parts);
        });
        return string.Join(random.Next(2) == 0 ? "," : ",\n ", groups);
    }

    private static string Damage(Random random, string text)
    {
        var result = text.ToList();
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(result.Count + 1);
            if (random.Next(2) == 0 && at < result.Count)
                result.RemoveAt(at);
            else
                result.Insert(at, Alphabet[random.Next(Alphabet.Length)]);
        }

        return string.Concat(result);
    }
}
