using System.Text;

namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>Says which table a transaction's row events mean by a number, and how its rows are stored (MySQL Source Code Documentation, "Table_map_event").</summary>
/// <param name="Id">The number, good within one statement.</param>
/// <param name="Database">The database.</param>
/// <param name="Table">The table.</param>
/// <param name="Widths">What its columns take; null when that is not known.</param>
internal sealed record TableMap(ulong Id, string Database, string Table, ColumnWidths? Widths)
{
    private const int MostColumns = 4096;

    /// <summary>Reads the event's body.</summary>
    public static TableMap Read(EventBytes bytes)
    {
        var id = bytes.Number(6);
        _ = bytes.UInt16();
        var database = Name(bytes);
        var table = Name(bytes);
        var count = bytes.Length();
        if (count > MostColumns)
            throw new BinlogFormatException("A table map of the binary log has more columns than a table can.");
        var types = bytes.Take(count);
        var metadata = bytes.Take(bytes.Length());
        return new TableMap(id, database, table, ColumnWidths.Read(types, metadata));
    }

    private static string Name(EventBytes bytes)
    {
        var name = Encoding.UTF8.GetString(bytes.Take(bytes.Byte()));
        _ = bytes.Byte();
        return name;
    }
}
