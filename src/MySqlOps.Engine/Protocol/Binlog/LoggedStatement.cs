using System.Text;

namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>Reads a statement that was logged as text (MySQL Source Code Documentation, "Query_event" and "Execute_load_query_event").</summary>
internal static class LoggedStatement
{
    /// <summary>What is kept of a statement: a long one is data, and memory must not grow with it.</summary>
    private const int LongestText = 16 * 1024;

    private const int LoadFields = 13;

    /// <summary>Reads the event's body.</summary>
    public static BinlogStatement Read(EventBytes bytes, bool isLoad)
    {
        bytes.Skip(8); // thread and seconds
        int databaseLength = bytes.Byte();
        bytes.Skip(2); // error
        var variables = bytes.UInt16();
        if (isLoad)
            bytes.Skip(LoadFields);
        bytes.Skip(variables);
        var database = bytes.Text(databaseLength);
        bytes.Skip(1);
        var isCut = bytes.Left > LongestText;
        var text = Encoding.UTF8.GetString(bytes.Take(isCut ? LongestText : bytes.Left));
        return new BinlogStatement(database, isCut ? $"{text}..." : text);
    }
}
