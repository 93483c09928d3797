using System.Globalization;
using System.Security.Cryptography;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Delimited;

/// <summary>What going through a delimited file found.</summary>
/// <param name="Columns">The columns that are loaded.</param>
/// <param name="Chunks">The rows in pieces for one transaction each.</param>
internal sealed record DelimitedScan(IReadOnlyList<DelimitedColumn> Columns, IReadOnlyList<DelimitedChunk> Chunks)
{
    /// <summary>Goes through a file: reads each row, and writes it as it will be loaded, but to nowhere.</summary>
    /// <exception cref="MySqlOpsException">LoadRowInvalid, LoadColumnInvalid, LoadFileInvalid, FileFailed.</exception>
    public static async Task<DelimitedScan> RunAsync(string path, TableDefinition table, DelimitedLoadOptions options, IOperationObserver observer, CancellationToken cancellationToken)
    {
        var cursor = await DelimitedCursor.OpenAsync(path, options, cancellationToken).ConfigureAwait(false);
        await using (cursor.ConfigureAwait(false))
        {
            var columns = DelimitedColumns.Plan(cursor.Reader.Columns, table, options);
            var chunks = new List<DelimitedChunk>();
            while (await ReadChunkAsync(cursor, columns, path, options.ChunkBytes, cancellationToken).ConfigureAwait(false) is { } chunk)
            {
                chunks.Add(chunk);
                Report(observer, path, cursor, isCompleted: false);
            }

            Report(observer, path, cursor, isCompleted: true);
            return new DelimitedScan(columns, chunks);
        }
    }

    private static async Task<DelimitedChunk?> ReadChunkAsync(DelimitedCursor cursor, IReadOnlyList<DelimitedColumn> columns, string path, long wantedBytes, CancellationToken cancellationToken)
    {
        const int Piece = 64 * 1024;
        var (reader, start) = (cursor.Reader, cursor.Reader.Position);
        var encoder = new DelimitedRowEncoder(columns);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (rows, bytes) = (0L, 0L);
        while (bytes + encoder.Text.Length < wantedBytes && await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (encoder.Add(reader.Row) is { } column)
                throw NotBinary(path, reader.Row, columns.First(one => one.Column.Name == column));
            rows++;
            if (encoder.Text.Length < Piece)
                continue;
            bytes += encoder.Text.Length;
            hash.AppendData(encoder.Text.Span);
            encoder.Clear();
        }

        hash.AppendData(encoder.Text.Span);
        return rows == 0 ? null : new DelimitedChunk(start, rows, bytes + encoder.Text.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static MySqlOpsException NotBinary(string path, DelimitedRow row, DelimitedColumn column) => new(
        ErrorId.LoadRowInvalid,
        string.Create(CultureInfo.InvariantCulture, $"{path}, line {row.Line}, row {row.Number}: the cell for {column.Column.Name} is not {(column.Binary == BinaryText.Hex ? "hexadecimal" : "base64")}. Say how the file writes binary columns."),
        path);

    private static void Report(IOperationObserver observer, string path, DelimitedCursor cursor, bool isCompleted) => observer.Progress(new OperationProgress
    {
        Activity = $"Checking {path}",
        Status = string.Create(CultureInfo.InvariantCulture, $"{cursor.Reader.Position.Rows} rows, {cursor.PositionBytes >> 20} of {cursor.LengthBytes >> 20} MiB"),
        PercentComplete = cursor.LengthBytes == 0 ? null : (int)Math.Min(100, cursor.PositionBytes * 100 / cursor.LengthBytes),
        IsCompleted = isCompleted,
    });
}
