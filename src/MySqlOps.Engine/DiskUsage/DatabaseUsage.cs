using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.DiskUsage;

/// <summary>Turns the tables' shares into entries, one a database or one a table.</summary>
internal static class DatabaseUsage
{
    /// <summary>An entry for each database that is meant.</summary>
    /// <param name="server">The server.</param>
    /// <param name="shares">The shares of the tables that are meant.</param>
    /// <param name="empty">Databases to show though they have no table.</param>
    public static IEnumerable<DiskUsageEntry> OfDatabases(MySqlServer server, IEnumerable<TableUsage> shares, IEnumerable<string> empty)
    {
        foreach (var database in shares.GroupBy(share => share.Schema, StringComparer.Ordinal))
        {
            var engines = database.Select(share => share.Engine).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            yield return Empty(server, database.Key) with
            {
                Engine = engines.Count == 1 ? engines[0] : null,
                DataBytes = Sum(database, share => share.DataBytes),
                IndexBytes = Sum(database, share => share.IndexBytes),
                FreeBytes = Sum(database, share => share.FreeBytes),

                // One unknown file makes the sum unknown: a part would pass for the whole.
                FileBytes = database.Any(share => share.FileBytes is null) ? null : Sum(database, share => share.FileBytes),
                RowCount = Sum(database, share => share.Rows),
                IsRowCountEstimate = database.Any(share => share.IsInnoDb),
                TableCount = database.Count(),
                Note = Join(database.Where(share => share.FileBytes is null).Select(share => share.Note)),
            };
        }

        foreach (var name in empty)
            yield return Empty(server, name);
    }

    /// <summary>An entry for each table.</summary>
    public static IEnumerable<DiskUsageEntry> OfTables(MySqlServer server, IEnumerable<TableUsage> shares) =>
        shares.Select(share => new DiskUsageEntry
        {
            Server = server,
            Category = DiskUsageCategory.Table,
            Name = $"{share.Schema}.{share.Name}",
            Database = share.Schema,
            Table = share.Name,
            Engine = share.Engine,
            DataBytes = share.DataBytes,
            IndexBytes = share.IndexBytes,
            FreeBytes = share.FreeBytes,
            FileBytes = share.FileBytes,
            RowCount = share.Rows,
            IsRowCountEstimate = share.IsInnoDb,
            Note = share.Note,
        });

    private static DiskUsageEntry Empty(MySqlServer server, string name) => new()
    {
        Server = server,
        Category = DiskUsageCategory.Database,
        Name = name,
        Database = name,
        DataBytes = 0,
        IndexBytes = 0,
        FreeBytes = 0,
        FileBytes = 0,
        RowCount = 0,
        TableCount = 0,
    };

    private static long? Sum(IEnumerable<TableUsage> shares, Func<TableUsage, long?> select)
    {
        var known = shares.Select(select).Where(value => value is not null).ToList();
        return known.Count == 0 ? null : known.Sum();
    }

    private static string? Join(IEnumerable<string?> notes)
    {
        var text = string.Join(" ", notes.Where(note => note is not null).Distinct(StringComparer.Ordinal));
        return text.Length == 0 ? null : text;
    }
}
