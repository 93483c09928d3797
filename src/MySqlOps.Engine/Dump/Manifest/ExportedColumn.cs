namespace MySqlOps.Engine.Dump.Manifest;

/// <summary>A column of the data files.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Encoding">How its cells are written.</param>
/// <param name="IsEnum">True for an ENUM column, whose invalid value (index 0) loads with a warning 1265.</param>
internal sealed record ExportedColumn(string Name, CellEncoding Encoding, bool IsEnum)
{
    /// <summary>Rows whose JSON value holds more than its text can express, and so comes back otherwise.</summary>
    public long LossyRows { get; init; }
}
