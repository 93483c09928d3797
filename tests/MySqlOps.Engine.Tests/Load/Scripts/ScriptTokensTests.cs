using MySqlOps.Engine.Load.Scripts;
using MySqlOps.Engine.Tests.Connect;
using Xunit.Abstractions;

namespace MySqlOps.Engine.Tests.Load.Scripts;

public class ScriptTokensTests(ITestOutputHelper output)
{
    [Fact]
    public void TokensAreTakenOutOfQuotesCommentsAndVersionMarks()
    {
        var text = "/*!50003 SET*/ @@x.`a``b` = 'it''s\\'' /* ' */ -- ;\n,\"q\"#"u8;
        var tokens = ScriptTokens.Read(text, ScriptSyntax.Default, 100);
        Assert.Equal(["SET", "@", "@", "x", ".", "a`b", "=", "it's'", ",", "q"], tokens.Select(token => token.Value));
        Assert.Equal(ScriptTokenKind.Text, tokens[^1].Kind);
        Assert.Equal(ScriptTokenKind.Name, ScriptTokens.Read("\"q\""u8, new ScriptSyntax { HasAnsiQuotes = true }, 1)[0].Kind);
        Assert.Equal("a\\", ScriptTokens.Read("'a\\', b"u8, new ScriptSyntax { HasNoBackslashEscapes = true }, 1)[0].Value);
    }

    [Fact]
    public void AnyBytesGiveTokensThatLieOneAfterAnother()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var valid = "/*!50003 SET*/ @@x.`a``b` = 'it''s\\'' /* ' */ -- ;\n,\"q\"#"u8.ToArray();
        for (var i = 0; i < 20_000; i++)
        {
            byte[] text = [.. Mutation.Mutate(random, valid, () => (byte)random.Next(256))];
            var syntax = new ScriptSyntax { CharacterSet = ScriptCharacterSet.Find(random.Next(2) == 0 ? "sjis" : "utf8mb4") };
            var end = 0;
            foreach (var token in ScriptTokens.Read(text, syntax, 1000))
            {
                Assert.True(token.Start >= end && token.Length > 0 && token.End <= text.Length, $"seed {seed}: {Convert.ToHexString(text)}");
                end = token.End;
            }
        }
    }
}
