using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Chunks;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Rows.Pairs;

/// <summary>Finds the tables that both sides have, and says of the others why they are not compared.</summary>
internal sealed class TablePairing(CompareOptions options, ComparisonTally tally)
{
    /// <summary>The selection by which the target is read: the source's databases by their names there.</summary>
    public CatalogSelection OnTarget(ServerCatalog source) => new()
    {
        Databases = [.. source.Databases.Select(database => NamePattern.Escape(TargetName(database.Name)))],
        Kinds = ObjectKind.Table,
    };

    /// <summary>Finds.</summary>
    /// <param name="source">What is compared of the source.</param>
    /// <param name="target">The target's databases of the names that <see cref="OnTarget"/> asked for.</param>
    /// <returns>The pairs, the biggest table first.</returns>
    /// <exception cref="MySqlOpsException">DumpWhereInvalid: a condition is for a table that is not compared.</exception>
    public IReadOnlyList<TablePair> Find(ServerCatalog source, ServerCatalog target)
    {
        var builder = new PairBuilder(options, tally);
        var others = target.Databases.SelectMany(static database => database.Tables).ToList();
        var pairs = new List<TablePair>();
        var conditions = options.Where.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var table in source.Databases.SelectMany(static database => database.Tables))
        {
            var where = conditions.FirstOrDefault(name => name.Equals(table.Name.ToString(), StringComparison.OrdinalIgnoreCase));
            if (where is not null)
                conditions.Remove(where);
            if (options.SkipReason?.Invoke(table.Name) is { } reason)
                Skip(table, reason);
            else if (Partner(table, others) is { } other && !Borrows(table, other) && builder.Build(table, other, where is null ? null : options.Where[where]) is { } pair)
                pairs.Add(pair);
        }

        if (conditions.FirstOrDefault() is { } unknown)
            throw new MySqlOpsException(ErrorId.DumpWhereInvalid, $"There is a condition for the rows of '{unknown}', which is not among the compared tables. Name it as database.table, as on the source.", unknown);
        NoteTablesWithoutSnapshot(pairs);
        return [.. pairs.OrderByDescending(static pair => Math.Max(pair.Source.Table.DataBytes, pair.Target.Table.DataBytes))];
    }

    private string TargetName(string database) => options.TargetDatabases.GetValueOrDefault(database, database);

    private TableDefinition? Partner(TableDefinition table, List<TableDefinition> others)
    {
        var name = options.RenameHints.TryGetValue(table.Name.ToString(), out var renamed) ? renamed[(renamed.LastIndexOf('.') + 1)..] : table.Name.Name;
        var wanted = new ObjectName(TargetName(table.Name.Database), name);

        // One of the servers may fold the case of names.
        var partner = others.Find(other => other.Name == wanted) ?? others.Find(other => other.Name.ToString().Equals(wanted.ToString(), StringComparison.OrdinalIgnoreCase));
        if (partner is null && !options.Definitions)
            tally.Skip(new SkippedObject(ComparedObject.Table, table.Name.ToString(), $"The target has no table {wanted}.") { IsMissing = true });
        return partner;
    }

    private bool Borrows(TableDefinition table, TableDefinition other)
    {
        var engine = BorrowedRows.In(table.Engine) ? table.Engine : BorrowedRows.In(other.Engine) ? other.Engine : null;
        if (engine is not null)
            Skip(table, $"Its engine {engine} shows the rows of other tables.");
        return engine is not null;
    }

    private void NoteTablesWithoutSnapshot(List<TablePair> pairs)
    {
        var names = pairs.Where(static pair => !SnapshotEngines.Has(pair.Source.Table.Engine) || !SnapshotEngines.Has(pair.Target.Table.Engine)).Select(static pair => pair.ToString()).ToList();
        if (names.Count > 0)
            tally.Note($"These tables have no snapshot, because their storage engine has no transactions; what is written to them meanwhile may show as a difference: {string.Join(", ", names)}.");
    }

    private void Skip(TableDefinition table, string reason) => tally.Skip(new SkippedObject(ComparedObject.Table, table.Name.ToString(), reason));
}
