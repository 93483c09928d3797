using System.Text;
using MySqlOps.Engine.Load.Rehearsal;

namespace MySqlOps.Engine.Tests.Load.Rehearsal;

public sealed class RowMultisetTests
{
    [Theory]
    [InlineData("1\ta\n2\tb\n", "2\tb\n1\ta\n", true)]
    [InlineData("1\ta\n1\ta\n", "1\ta\n", false)]
    [InlineData("1\ta\n", "1\tb\n", false)]
    [InlineData("1\t2\n", "12\t\n", false)]
    public void RowsCountWhateverTheirOrder(string one, string other, bool isSame)
    {
        Assert.Equal(isSame, Digest(one, 100) == Digest(other, 100));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void PiecesMakeNoDifference(int length)
    {
        const string Rows = "1\tlong text\tx\n2\t\t\\N\n";

        Assert.Equal(Digest(Rows, 100), Digest(Rows, length));
        Assert.Equal(Digest(Rows, 100, 1), Digest(Rows, length, 1));
    }

    [Theory]
    [InlineData("1\ta\tx\n", "1\tbb\tx\n", true)]
    [InlineData("1\ta\tx\n", "1\ta\ty\n", false)]
    [InlineData("1\ta\tx\n2\ta\tx\n", "2\tq\tx\n1\tr\tx\n", true)]
    public void ColumnThatIsLeftOutDoesNotCount(string one, string other, bool isSame)
    {
        Assert.Equal(isSame, Digest(one, 2, 1) == Digest(other, 3, 1));
    }

    private static (long Rows, string Digest) Digest(string rows, int pieceLength, params int[] leftOut)
    {
        using var set = new RowMultiset(leftOut.Length == 0 ? null : leftOut.ToHashSet());
        foreach (var piece in Encoding.UTF8.GetBytes(rows).Chunk(pieceLength))
            set.Append(piece);
        return (set.Rows, set.Digest);
    }
}
