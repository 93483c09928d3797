using MySqlOps.Engine.Foundation;
using Xunit.Abstractions;

namespace MySqlOps.Engine.Tests.Foundation;

public class NamePatternRandomTests(ITestOutputHelper output)
{
    private const string PatternAlphabet = "**??[[]]]--``abAB_.";
    private const string NameAlphabet = "abAB_.-[]`*?";
    private const string WildAlphabet = "*?[]-`\\^$.()|{}+# \n\0\u00DF\u0130\u212A\uD800\uDC00\uFFFF";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RandomPatternMatchesAsTheJudgeSays(bool ignoreCase)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var fitting = 0;
        for (var i = 0; i < 4_000; i++)
        {
            var text = Text(random, PatternAlphabet, 8);
            var pattern = new NamePattern(text, ignoreCase);
            for (var names = 0; names < 10; names++)
            {
                var name = Text(random, NameAlphabet, 5);
                var expected = WildcardJudge.Fits(text, name, ignoreCase);
                Assert.True(expected == pattern.Matches(name), $"seed {seed}: '{text}' and '{name}' should give {expected}");
                fitting += expected ? 1 : 0;
            }
        }

        // Both answers are frequent, or the test shows nothing.
        Assert.InRange(fitting, 1_000, 39_000);
    }

    [Fact]
    public void NoTextIsRefused()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 4_000; i++)
        {
            var (text, name) = (Text(random, WildAlphabet, 20), Text(random, WildAlphabet, 20));
            var error = Record.Exception(() => new NamePattern(text, ignoreCase: true).Matches(name));
            Assert.True(error is null, $"seed {seed}: '{text}' on '{name}' gave {error}");
        }
    }

    private static string Text(Random random, string alphabet, int longest) =>
        new(random.GetItems<char>(alphabet, random.Next(longest + 1)));
}
