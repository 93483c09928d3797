namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>How many rows of a table a transaction changed. The numbers are null when a row could not be walked through.</summary>
internal sealed class BinlogRowCounts(string database, string table)
{
    /// <summary>The database.</summary>
    public string Database { get; } = database;

    /// <summary>The table.</summary>
    public string Table { get; } = table;

    /// <summary>Rows inserted.</summary>
    public long? Inserted { get; private set; } = 0;

    /// <summary>Rows updated.</summary>
    public long? Updated { get; private set; } = 0;

    /// <summary>Rows deleted.</summary>
    public long? Deleted { get; private set; } = 0;

    /// <summary>Adds the rows of an event; null for a number that can't be told.</summary>
    public void Add(BinlogRowChange change, long? rows)
    {
        switch (change)
        {
            case BinlogRowChange.Insert:
                Inserted += rows;
                break;
            case BinlogRowChange.Update:
                Updated += rows;
                break;
            default:
                Deleted += rows;
                break;
        }
    }
}
