using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Catalog.CreateTable;

/// <summary>
/// Takes a table apart so that rows are loaded before indexes are made. What stays: the primary key, the unique keys of a table that has none, the index that the
/// AUTO_INCREMENT column must have, and with it those before it, so that the order of indexes comes out the same.
/// </summary>
internal static class LoadSplitter
{
    /// <summary>The engines that make an index anew faster than row by row. The others keep theirs.</summary>
    private static readonly HashSet<string> Engines = new(["InnoDB", "MyISAM", "Aria"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes a table apart.</summary>
    public static LoadSplit Split(CreateTableText table)
    {
        var later = FindLater(table);
        var foreignKeys = table.ForeignKeys.ToArray();
        var first = table with { Elements = [.. table.Elements.Where(element => !later.Contains(element) && element is not ForeignKeyElement)] };
        return new LoadSplit(first.ToString(), AddIndexes(table.TableName, later), [.. foreignKeys.Select(key => Alter(table.TableName, [key]))]);
    }

    private static List<IndexElement> FindLater(CreateTableText table)
    {
        if (!Engines.Contains(table.Engine ?? ""))
            return [];
        var indexes = table.Indexes.ToList();
        var hasPrimary = indexes.Any(index => index.Kind == IndexKind.Primary);
        var kept = FindAutoIncrementIndex(table, indexes);
        return
        [
            .. indexes.Where((index, position) =>
                position > kept && index.Kind != IndexKind.Primary && !(index.Kind == IndexKind.Unique && !hasPrimary)),
        ];
    }

    /// <summary>Where the index is that the AUTO_INCREMENT column can't do without; -1 when there is no such column.</summary>
    private static int FindAutoIncrementIndex(CreateTableText table, List<IndexElement> indexes)
    {
        if (table.Columns.FirstOrDefault(column => column.IsAutoIncrement) is not { } automatic)
            return -1;
        var leading = indexes.FindIndex(index => index.Columns[0] == automatic.Name);

        // MyISAM counts within a group: the column may be a later part of an index.
        return leading >= 0 ? leading : indexes.FindIndex(index => index.Columns.Any(column => column == automatic.Name));
    }

    /// <summary>
    /// One statement for all, but for further FULLTEXT indexes: InnoDB makes one of these at a time (error 1795). The first goes with the others, because it makes
    /// the table anew anyway.
    /// </summary>
    private static List<string> AddIndexes(string table, IReadOnlyList<IndexElement> indexes)
    {
        var fullText = indexes.Where(index => index.Kind == IndexKind.FullText).ToArray();
        var together = indexes.Except(fullText.Skip(1)).ToArray();
        var statements = new List<string>();
        if (together.Length > 0)
            statements.Add(Alter(table, together));
        statements.AddRange(fullText.Skip(1).Select(index => Alter(table, [index])));
        return statements;
    }

    private static string Alter(string table, IReadOnlyList<TableElement> elements) =>
        $"ALTER TABLE {SqlIdentifier.Quote(table)}\n  {string.Join(",\n  ", elements.Select(element => $"ADD {element.Text}"))}";
}
