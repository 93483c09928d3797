using System.Text;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Load.Rows;

namespace MySqlOps.Engine.Tests.Load;

public sealed class InsertWriterTests
{
    private static readonly ExportedColumn[] Columns =
    [
        new("id", CellEncoding.Stored, false),
        new("j`", CellEncoding.Json, false),
        new("n", CellEncoding.Number, true),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void RowsBecomeOneStatement(int size)
    {
        Assert.Equal(
            ["INSERT IGNORE INTO `t` (`id`, `j```, `n`) VALUES (_binary'1',CONVERT(_binary'{}' USING utf8mb4),CAST('2' AS UNSIGNED)),(_binary'2',NULL,NULL)"],
            Write("1\t{}\t2\n2\t\\N\t\\N\n", size, 1000));
    }

    [Fact]
    public void WholeStatementsAreHandedOut()
    {
        Assert.Equal(3, Write("1\t{}\t2\n2\t{}\t2\n3\t{}\t2\n", 1000, 60).Count);
    }

    [Theory]
    [InlineData("it's", "it\\'s")]
    [InlineData("a\\\tb", "a\tb")]
    [InlineData("a\\\nb", "a\nb")]
    [InlineData("a\\tb\\0\\\\", "a\\tb\\0\\\\")]
    [InlineData("a\\%\\_", "a%_")]
    [InlineData("x\\N", "xN")]
    [InlineData("N", "N")]
    [InlineData("", "")]
    public void EscapesMeanTheSameInAStringLiteral(string cell, string expected)
    {
        Assert.Contains($"VALUES (_binary'{expected}',", Write($"{cell}\t{{}}\t1\n", 2, 1000)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void LongCellsArePassedOnAsTheyAre()
    {
        var cell = new string('x', 500_000);

        Assert.Contains($"_binary'{cell}'", Write($"{cell}\t{{}}\t1\n", 65536, 1000)[0], StringComparison.Ordinal);
    }

    private static List<string> Write(string text, int size, int wanted)
    {
        var writer = new InsertWriter("`t`", Columns, wanted);
        var statements = new List<string>();
        foreach (var piece in Encoding.UTF8.GetBytes(text).Chunk(size))
        {
            for (var at = 0; at < piece.Length;)
            {
                at += writer.Take(piece.AsSpan(at), out var isWhole);
                if (!isWhole)
                    continue;
                statements.Add(Encoding.UTF8.GetString(writer.Statement.Span));
                writer.Clear();
            }
        }

        if (writer.Rows > 0)
            statements.Add(Encoding.UTF8.GetString(writer.Statement.Span));
        return statements;
    }
}
