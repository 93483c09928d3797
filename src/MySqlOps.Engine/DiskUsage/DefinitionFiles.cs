namespace MySqlOps.Engine.DiskUsage;

/// <summary>
/// The .sdi files that MySQL keeps beside every table that is not InnoDB's (performance_schema alone has over a hundred). Nothing tells
/// their size; it grows with the columns. Read off MySQL 9.7: 2.3 KiB and 823 bytes a column, and half a 4 KiB block lost a file.
/// </summary>
internal static class DefinitionFiles
{
    private const long BytesPerTable = 2337;
    private const long BytesPerColumn = 823;
    private const long HalfBlock = 2048;

    /// <summary>The bytes on disk, about.</summary>
    public static long Bytes(long tables, long columns) => (tables * (BytesPerTable + HalfBlock)) + (columns * BytesPerColumn);
}
