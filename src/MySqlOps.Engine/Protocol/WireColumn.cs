namespace MySqlOps.Engine.Protocol;

/// <summary>A column of a result set (MySQL Source Code Documentation, "Protocol::ColumnDefinition41").</summary>
/// <param name="Name">The column's name or alias.</param>
/// <param name="CollationId">The collation of the cells' text; 63 for bytes.</param>
/// <param name="Type">The field type's number, as MYSQL_TYPE_LONG = 3.</param>
/// <param name="Flags">The flags, as NOT_NULL = 1.</param>
internal sealed record WireColumn(string Name, int CollationId, byte Type, int Flags);
