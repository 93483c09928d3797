using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Benchmarks.Compare;

/// <summary>Reads all rows of big.t and throws them away: what any comparison on this side of the wire must do at least.</summary>
internal sealed class PlainRead : IRowSink
{
    private const int Rows = 1_000_000;

    /// <summary>Reads, each session its part of the keys.</summary>
    public static Task RunAsync(MySqlServer server, int sessions, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, sessions).Select(async part =>
        {
            await using var session = await DataSession.OpenAsync(server, cancellationToken);
            await session.ExecuteAsync("SET character_set_results = NULL", cancellationToken);
            var (from, to) = ((long)part * Rows / sessions, (part + 1L) * Rows / sessions);
            await session.ReadAsync(string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM big.t FORCE INDEX (PRIMARY) WHERE id > {from} AND id <= {to}"), new PlainRead(), cancellationToken);
        }));

    /// <inheritdoc />
    public void Begin(IReadOnlyList<WireColumn> columns)
    {
    }

    /// <inheritdoc />
    public void BeginRow()
    {
    }

    /// <inheritdoc />
    public void Null(int column)
    {
    }

    /// <inheritdoc />
    public void Cell(int column, ReadOnlySpan<byte> piece, bool isFirst, bool isLast)
    {
    }

    /// <inheritdoc />
    public void EndRow()
    {
    }

    /// <inheritdoc />
    public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
