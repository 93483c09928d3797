using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Rows.Values;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Rows.Pairs;

/// <summary>Decides how the rows of a table that both sides have are compared.</summary>
internal sealed class PairBuilder(CompareOptions options, ComparisonTally tally)
{
    private readonly IReadOnlyList<NamePattern> _ignored = [.. options.IgnoredColumns.Select(static text => new NamePattern(text, ignoreCase: true))];

    /// <summary>Decides.</summary>
    /// <param name="source">The source's table.</param>
    /// <param name="target">The target's table.</param>
    /// <param name="where">The condition that the user gave for its rows; null for all.</param>
    /// <returns>Null when there is nothing to compare, which the tally then says.</returns>
    public TablePair? Build(TableDefinition source, TableDefinition target, string? where)
    {
        var both = source.Columns
            .Select(column => (Source: column, Target: target.Columns.FirstOrDefault(other => SameName(NameOnTarget(source.Name, column.Name), other.Name))))
            .Where(static both => both.Target is not null)
            .Select(static both => ColumnPair.Create(both.Source, both.Target!))
            .ToList();
        var columns = Choose(source, both);
        if (columns.Count == 0)
        {
            tally.Skip(new SkippedObject(ComparedObject.Table, source.Name.ToString(), "The two tables have no column in common that is compared."));
            return null;
        }

        NoteOtherColumns(source, target, both);
        var key = KeyChoice.Choose(source, target, columns);
        var keys = key?.Parts.Select(static part => part.Pair).ToList() ?? [];
        columns = [.. keys, .. columns.Except(keys)];
        return new TablePair
        {
            Source = Side(source, columns, static pair => pair.Source, static pair => pair.SourceExpression, key?.SourceIndex, where),
            Target = Side(target, columns, static pair => pair.Target, static pair => pair.TargetExpression, key?.TargetIndex, where),
            Columns = columns,
            Key = key,
        };
    }

    private static bool SameName(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static TableSide Side(
        TableDefinition table, IReadOnlyList<ColumnPair> columns, Func<ColumnPair, ColumnDefinition> columnOf, Func<ColumnPair, string> expressionOf, string? index, string? where)
    {
        var compared = columns.Select(columnOf).ToList();
        var stored = table.Columns.Where(column => !column.IsGenerated || compared.Contains(column)).Select(StoredColumn.Create);
        return new TableSide([.. columns.Select(expressionOf)], [.. stored])
        {
            Table = table,
            Index = index,
            Where = where,
            IsLong = [.. compared.Select(static column => column.DataType.EndsWith("text", StringComparison.Ordinal) || column.DataType.EndsWith("blob", StringComparison.Ordinal) || StoredColumn.Create(column).Kind is LiteralKind.Json or LiteralKind.Geometry or LiteralKind.Vector)],
            Writable = [.. table.Columns.Where(static column => !column.IsGenerated).Select(static column => column.Name)],
        };
    }

    /// <summary>What a side computes by itself follows from what is stored, unless the other side stores it, or nothing else is there to compare.</summary>
    private List<ColumnPair> Choose(TableDefinition source, List<ColumnPair> both)
    {
        var meant = both.Where(pair => !IsIgnored(source.Name, pair.Source.Name)).ToList();
        var stored = meant.Where(static pair => !(pair.Source.IsGenerated && pair.Target.IsGenerated)).ToList();
        if (stored.Count > 0 || meant.Count == 0)
            return stored;
        tally.Note($"{source.Name}: the generated columns {List(meant.Select(static pair => pair.Source.Name))} were compared, because no stored column can be.");
        return meant;
    }

    private void NoteOtherColumns(TableDefinition source, TableDefinition target, List<ColumnPair> both)
    {
        var onSource = source.Columns.Except(both.Select(static pair => pair.Source)).Select(static column => column.Name).ToList();
        var onTarget = target.Columns.Except(both.Select(static pair => pair.Target)).Select(static column => column.Name).ToList();
        if (onSource.Count > 0)
            tally.Note($"{source.Name}: the values of {List(onSource)} were not compared, because the target has no such column.");
        if (onTarget.Count > 0)
            tally.Note($"{source.Name}: the values of {List(onTarget)} were not compared, because the source has no such column.");
    }

    private string NameOnTarget(ObjectName table, string column) =>
        options.RenameHints.TryGetValue($"{table}.{column}", out var renamed) ? renamed[(renamed.LastIndexOf('.') + 1)..] : column;

    private bool IsIgnored(ObjectName table, string column) =>
        _ignored.Any(pattern => pattern.Matches(column) || pattern.Matches($"{table.Name}.{column}") || pattern.Matches($"{table}.{column}"));

    private static string List(IEnumerable<string> names) => string.Join(", ", names);
}
