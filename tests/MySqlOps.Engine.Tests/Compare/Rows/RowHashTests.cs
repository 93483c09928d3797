using System.Text;
using MySqlOps.Engine.Compare.Rows.Digests;

namespace MySqlOps.Engine.Tests.Compare.Rows;

/// <summary>The hash is MurmurHash3 for x64, and the same in however many pieces the bytes come.</summary>
public sealed class RowHashTests
{
    [Theory]
    [InlineData("", 0x0000000000000000UL, 0x0000000000000000UL)]
    [InlineData("hello", 0xcbd8a7b341bd9b02UL, 0x5b1e906a48ae1d19UL)]
    [InlineData("hello, world", 0x342fac623a5ebc8eUL, 0x4cdcbc079642414dUL)]
    [InlineData("The quick brown fox jumps over the lazy dog.", 0xcd99481f9ee902c9UL, 0x695da1a38987b6e7UL)]
    public void ItIsMurmurHash3(string text, ulong first, ulong second) =>
        Assert.Equal(new UInt128(second, first), new RowHash(0, 0).Finish(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void PiecesMakeNoDifference()
    {
        var bytes = new byte[1000];
        new Random(1).NextBytes(bytes);
        for (var length = 0; length < bytes.Length; length += 7)
        {
            var hash = new RowHash(3, 4);
            var at = length / 2 / RowHash.BlockLength * RowHash.BlockLength;
            hash.Append(bytes.AsSpan(0, at));
            Assert.Equal(new RowHash(3, 4).Finish(bytes.AsSpan(0, length)), hash.Finish(bytes.AsSpan(at, length - at)));
        }
    }

    [Fact]
    public void ABitChangesTheHashAndSoDoesTheSeed()
    {
        var bytes = new byte[100];
        new Random(2).NextBytes(bytes);
        var seen = new HashSet<UInt128> { new RowHash(1, 1).Finish(bytes), new RowHash(1, 2).Finish(bytes), new RowHash(2, 1).Finish(bytes) };
        for (var bit = 0; bit < 800; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(seen.Add(new RowHash(1, 1).Finish(bytes)));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }
}
