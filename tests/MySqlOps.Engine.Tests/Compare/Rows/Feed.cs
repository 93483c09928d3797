using System.Text;
using MySqlOps.Engine.Compare.Rows.Digests;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Tests.Compare.Rows;

/// <summary>Gives rows to a sink as the wire does.</summary>
internal static class Feed
{
    /// <summary>The seed of the hashes.</summary>
    public static HashSeed Seed { get; } = new(11, 22);

    /// <summary>What rows come to.</summary>
    /// <param name="keyColumns">How many of the first cells are the key.</param>
    /// <param name="rows">The rows' cells as text; null for NULL.</param>
    public static RowDigest Digest(int keyColumns, params string?[][] rows)
    {
        var digest = new RowDigest(keyColumns, Seed, new RowPrints(1_000_000), new ByteThrottle(null, TimeProvider.System));
        Rows(digest, int.MaxValue, rows);
        return digest;
    }

    /// <summary>Gives rows in pieces of at most so many bytes.</summary>
    public static void Rows(IRowSink sink, int pieceLength, params string?[][] rows)
    {
        sink.Begin([.. (rows.FirstOrDefault() ?? []).Select(_ => new WireColumn("c", 0, 0, 0))]);
        foreach (var row in rows)
        {
            sink.BeginRow();
            for (var column = 0; column < row.Length; column++)
            {
                if (row[column] is { } text)
                    Cell(sink, column, Encoding.UTF8.GetBytes(text), pieceLength);
                else
                    sink.Null(column);
            }

            sink.EndRow();
        }
    }

    private static void Cell(IRowSink sink, int column, byte[] cell, int pieceLength)
    {
        if (cell.Length == 0)
            sink.Cell(column, [], true, true);
        for (var at = 0; at < cell.Length; at += pieceLength)
        {
            var length = Math.Min(pieceLength, cell.Length - at);
            sink.Cell(column, cell.AsSpan(at, length), at == 0, at + length == cell.Length);
            if (pieceLength == int.MaxValue)
                return;
        }
    }
}
