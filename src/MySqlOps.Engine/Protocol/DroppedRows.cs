namespace MySqlOps.Engine.Protocol;

/// <summary>Takes rows that nobody wants.</summary>
internal sealed class DroppedRows : IRowSink
{
    private DroppedRows()
    {
    }

    /// <summary>The one instance; it keeps nothing.</summary>
    public static DroppedRows Instance { get; } = new();

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
