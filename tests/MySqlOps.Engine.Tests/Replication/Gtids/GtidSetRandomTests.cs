using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Tests.Connect;
using Xunit.Abstractions;

namespace MySqlOps.Engine.Tests.Replication.Gtids;

/// <summary>The algebra against plain sets of single transactions, and the parser against text that somebody has damaged.</summary>
public sealed class GtidSetRandomTests(ITestOutputHelper output)
{
    private const int Pairs = 3_000;
    private const int Mutations = 60_000;
    private const string Alphabet = "::::,,--  \n\t09afAFgz_'\"+.\0\u00E4\uD800\u0661";

    [Fact]
    public void AlgebraIsThatOfPlainSets()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new RandomGtids(new Random(seed));
        for (var i = 0; i < Pairs; i++)
        {
            var (oneText, oneSet) = random.Next();
            var (otherText, otherSet) = random.Next();
            var (one, other) = (GtidSet.Parse(oneText), GtidSet.Parse(otherText));
            var told = $"seed {seed}: '{oneText}' and '{otherText}'";

            Assert.True(RandomGtids.Spread(one).SetEquals(oneSet), told);
            Assert.True(RandomGtids.Spread(one.Union(other)).SetEquals(oneSet.Union(otherSet)), told);
            Assert.True(RandomGtids.Spread(one.Subtract(other)).SetEquals(oneSet.Except(otherSet)), told);
            Assert.True(RandomGtids.Spread(one.Intersect(other)).SetEquals(oneSet.Intersect(otherSet)), told);
            Assert.True(one.Contains(other) == oneSet.IsSupersetOf(otherSet), told);
            Assert.True(one.Equals(other) == oneSet.SetEquals(otherSet), told);
            Assert.Equal(oneSet.Count, one.Count);
        }
    }

    [Fact]
    public void EqualSetsAreOneValueHoweverTheyCameAbout()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new RandomGtids(new Random(seed));
        for (var i = 0; i < Pairs; i++)
        {
            var (one, other) = (GtidSet.Parse(random.Next().Text), GtidSet.Parse(random.Next().Text));
            var there = one.Union(other);
            var back = other.Union(one.Subtract(other));

            Assert.True(there.Equals(back), $"seed {seed}: {one} and {other}");
            Assert.Equal(there.GetHashCode(), back.GetHashCode());
            Assert.Equal(there.ToString(), back.ToString());
            Assert.Equal(there, GtidSet.Parse(there.ToString()));
        }
    }

    [Fact]
    public void MutatedTextIsAValueOrOneNamedError()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var sets = new RandomGtids(random);
        var errors = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var text = string.Concat(Mutation.Mutate(random, sets.Next().Text, () => Alphabet[random.Next(Alphabet.Length)]));
            try
            {
                var set = GtidSet.Parse(text);
                Assert.Equal(set, GtidSet.Parse(set.ToString()));
            }
            catch (MySqlOpsException e)
            {
                errors++;
                Assert.Equal(ErrorId.ReplicationGtidInvalid, e.Id);
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}: '{text}' gave {e}");
            }
        }

        // Both ways are taken often, or the test shows nothing.
        Assert.InRange(errors, Mutations / 10, Mutations * 9 / 10);
    }
}
