using System.Text;
using MySqlOps.Engine.Load.Delimited;
using MySqlOps.Engine.Load.Files;
using MySqlOps.Engine.Tests.Load.Files;

namespace MySqlOps.Engine.Tests.Load.Delimited;

/// <summary>The rows of a file, cells as texts in UTF-8, null for NULL.</summary>
internal sealed class ReadRows
{
    public List<string?[]> Rows { get; } = [];

    public List<RowPosition> Positions { get; } = [];

    public List<long> Lines { get; } = [];

    public IReadOnlyList<string>? Columns { get; private set; }

    /// <summary>Rows with cells parted by bars, NULL as <c>~</c>.</summary>
    public IEnumerable<string> Joined => Rows.Select(row => string.Join('|', row.Select(cell => cell ?? "~")));

    public static Task<ReadRows> ReadAsync(string text, DelimitedOptions options, int piece = int.MaxValue) => ReadAsync(Encoding.UTF8.GetBytes(text), options, piece);

    public static async Task<ReadRows> ReadAsync(byte[] text, DelimitedOptions options, int piece = int.MaxValue, RowPosition? from = null)
    {
        var result = new ReadRows();
        await using var window = new ByteWindow(new SlowStream(text, piece), "test.csv");
        var reader = DelimitedReader.Create(window, options);
        await reader.OpenAsync(from, CancellationToken.None);
        result.Columns = reader.Columns;
        while (await reader.ReadAsync(CancellationToken.None))
        {
            var row = reader.Row;
            result.Rows.Add([.. Enumerable.Range(0, row.Count).Select(column => row.IsNull(column) ? null : Encoding.UTF8.GetString(row[column]))]);
            result.Positions.Add(reader.Position);
            result.Lines.Add(row.Line);
        }

        return result;
    }
}
