namespace MySqlOps.Engine.DiskUsage;

/// <summary>What information_schema.INNODB_TABLESPACES says of a tablespace. Its sizes come from the file system and are right at once.</summary>
/// <param name="Space">InnoDB's number of the tablespace.</param>
/// <param name="Name"><c>schema/table</c>, with <c>#p#partition</c> behind it, or a tablespace's own name.</param>
/// <param name="Kind">Single, General, Undo or System.</param>
/// <param name="FileBytes">The bytes that the file takes on disk.</param>
internal sealed record TablespaceFacts(long Space, string Name, string Kind, long FileBytes)
{
    /// <summary>The number of the system tablespace, which only MariaDB lists.</summary>
    public const long SystemSpace = 0;

    /// <summary>The number under which InnoDB keeps its global temporary tablespace.</summary>
    public const long TemporarySpace = 4294967293;

    /// <summary>The number of the tablespace mysql.</summary>
    public const long DictionarySpace = 4294967294;
}
