using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.ServerTests.Connect;

/// <summary>Can't hand on what it gets.</summary>
internal sealed class FailingRows : IRowSink
{
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

    public void EndRow()
    {
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken) => throw new InvalidDataException("full");
}
