using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Dump.Rows;

namespace MySqlOps.Engine.Tests.Dump.Rows;

/// <summary>Feeds rows to an encoder as the row stream does.</summary>
internal static class EncoderFeed
{
    /// <summary>A column of a kind.</summary>
    public static RowColumn Column(string name, CellKind kind, string? charset = null, bool isEnum = false) => new()
    {
        Name = name,
        Expression = name,
        Kind = kind,
        Encoding = CellEncoding.Stored,
        CharacterSet = charset ?? (kind == CellKind.Text ? "utf8mb4" : null),
        IsEnum = isEnum,
    };

    /// <summary>Feeds rows, each cell whole.</summary>
    public static Task FeedAsync(RowEncoder encoder, params byte[]?[][] rows) => FeedAsync(encoder, null, rows);

    /// <summary>Feeds rows; with a random source, cells come in pieces and the buffer is flushed in between now and then.</summary>
    public static async Task FeedAsync(RowEncoder encoder, Random? random, byte[]?[][] rows)
    {
        encoder.Begin([]);
        foreach (var row in rows)
        {
            encoder.BeginRow();
            for (var column = 0; column < row.Length; column++)
            {
                if (row[column] is not { } cell)
                {
                    encoder.Null(column);
                    continue;
                }

                var at = 0;
                do
                {
                    var length = random is null || random.Next(3) == 0 ? cell.Length - at : random.Next(cell.Length - at + 1);
                    if (length == 0 && cell.Length > at)
                        length = 1;
                    encoder.Cell(column, cell.AsSpan(at, length), at == 0, at + length == cell.Length);
                    at += length;
                    if (random is not null)
                        await encoder.FlushAsync(CancellationToken.None);
                }
                while (at < cell.Length);
            }

            encoder.EndRow();
            await encoder.FlushAsync(CancellationToken.None);
        }

        await encoder.CompleteAsync(CancellationToken.None);
    }
}
