using MySqlOps.Engine.Dump.Definitions;

namespace MySqlOps.Engine.Tests.Dump.Definitions;

public sealed class ScriptTextTests
{
    [Fact]
    public void Utf8IsReadAsSuch()
    {
        const string Text = "a ü 漢 😀\n";

        Assert.Equal(Text, ScriptText.Decode("a ü 漢 😀\n"u8));
        Assert.Equal("a ü 漢 😀\n"u8.ToArray(), ScriptText.Encode(Text));
    }

    [Fact]
    public void EveryByteComesBack()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);

            // Whole characters among bytes that are none.
            byte[] mixed = [.. bytes, .. "ü😀"u8, .. bytes, 0xF0, 0x9F];
            Assert.True(mixed.AsSpan().SequenceEqual(ScriptText.Encode(ScriptText.Decode(mixed))), $"Seed {seed}, round {i}: {Convert.ToHexString(mixed)}");
        }
    }

    [Fact]
    public void HalfACharacterThatIsNoByteIsRefused() => Assert.ThrowsAny<ArgumentException>(() => ScriptText.Encode("\uD83D"));
}
