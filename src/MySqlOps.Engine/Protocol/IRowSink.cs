namespace MySqlOps.Engine.Protocol;

/// <summary>
/// Takes the cells of a result set as the server sent them: bytes, not decoded, in pieces where a cell is longer than the read buffer.
/// Calls come one after another, column by column: for each row <see cref="BeginRow"/>, then for each column either <see cref="Null"/> or one or more
/// <see cref="Cell"/>, then <see cref="EndRow"/>. <see cref="FlushAsync"/> comes between them, whenever the read buffer is used up.
/// </summary>
internal interface IRowSink
{
    /// <summary>The columns, once, before the first row.</summary>
    void Begin(IReadOnlyList<WireColumn> columns);

    /// <summary>A row starts.</summary>
    void BeginRow();

    /// <summary>The cell of this column is NULL.</summary>
    void Null(int column);

    /// <summary>A piece of the cell of this column. The bytes are only good until the call returns.</summary>
    /// <param name="column">The column's place, from 0.</param>
    /// <param name="piece">The bytes; empty for an empty cell.</param>
    /// <param name="isFirst">True for the cell's first piece.</param>
    /// <param name="isLast">True for the cell's last piece; a cell that came whole is first and last.</param>
    void Cell(int column, ReadOnlySpan<byte> piece, bool isFirst, bool isLast);

    /// <summary>The row is whole.</summary>
    void EndRow();

    /// <summary>Hands on what has gathered. Nothing is read from the server meanwhile, so memory stays bounded.</summary>
    ValueTask FlushAsync(CancellationToken cancellationToken);
}
