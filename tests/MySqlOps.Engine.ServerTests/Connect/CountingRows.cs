using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.ServerTests.Connect;

/// <summary>Says when the first row has come, and keeps none.</summary>
internal sealed class CountingRows : IRowSink
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task FirstRow => _first.Task;

    public void Begin(IReadOnlyList<WireColumn> columns)
    {
    }

    public void BeginRow()
    {
    }

    public void Null(int column)
    {
    }

    public void Cell(int column, ReadOnlySpan<byte> piece, bool isFirst, bool isLast)
    {
    }

    public void EndRow() => _first.TrySetResult();

    public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
