using MySqlOps.Engine.Compare.Rows.Digests;
using MySqlOps.Engine.Compare.Rows.Pairs;
using MySqlOps.Engine.Compare.Rows.Values;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Rows.Findings;

/// <summary>Writes the values of one side's rows.</summary>
internal sealed class RowWriter
{
    private const int RowLength = 500;

    private readonly TableSide _side;
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes it ready for a side.</summary>
    public RowWriter(TableSide side)
    {
        _side = side;
        for (var i = 0; i < side.Stored.Count; i++)
            _places.Add(side.Stored[i].Name, i);
    }

    /// <summary>The literal of a column's value.</summary>
    public string Literal(WholeRow row, string column) => CellLiteral.Write(Column(column), Cell(row, column));

    /// <summary>A column's value for people.</summary>
    public string Show(WholeRow row, string column) => CellLiteral.Show(Column(column), Cell(row, column));

    /// <summary>The comparison that finds a column's value.</summary>
    public string Guard(string column) => RowGuard.Write(Column(column));

    /// <summary>Columns and their values for people, as <c>id = 17, name = 'x'</c>.</summary>
    public string Show(WholeRow row, IEnumerable<string> columns) =>
        CellLiteral.Shorten(string.Join(", ", columns.Select(column => $"{Name(column)} = {Show(row, column)}")), RowLength);

    private static string Name(string column) => column.Length > 0 && column.All(static character => char.IsLetterOrDigit(character) || character == '_') ? column : SqlIdentifier.Quote(column);

    private StoredColumn Column(string name) => _side.Stored[_places[name]];

    private byte[]? Cell(WholeRow row, string column) => row.Cells[_side.Places[_places[column]]];
}
