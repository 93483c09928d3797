namespace MySqlOps.Engine.Compare.Text;

/// <summary>Differences as texts, each object's differences together.</summary>
internal static class DifferenceTexts
{
    /// <summary>The text of a definition, or of what differs of it.</summary>
    /// <param name="differences">The differences of one object's definition.</param>
    /// <param name="type">The format; not Object.</param>
    public static string OfObject(IReadOnlyList<MySqlDifference> differences, DiffType type)
    {
        var first = differences[0];
        if (type == DiffType.Sql)
            return string.Concat(differences.Select(difference => OfSql(difference, difference.Sql)));
        var (from, to) = first.SourceDefinition is null && first.TargetDefinition is null
            ? (string.Join("\n", differences.Select(difference => difference.SourceValue)), string.Join("\n", differences.Select(difference => difference.TargetValue)))
            : (first.SourceDefinition, first.TargetDefinition);

        // What the target has goes out, what the source has comes in: read as what a sync would do.
        return Format(LineDiff.Compare(to, from), $"{first.Target} {Name(first)}", $"{first.Source} {Name(first)}", type);
    }

    /// <summary>The text of a row's difference.</summary>
    public static string OfRow(MySqlDifference difference, DiffType type)
    {
        if (type == DiffType.Sql)
            return OfSql(difference, difference.Sql);
        var edits = LineDiff.Compare(Row(difference, difference.TargetValue), Row(difference, difference.SourceValue));
        return Format(edits, $"{difference.Target} {Name(difference)}", $"{difference.Source} {Name(difference)}", type);
    }

    private static string? Row(MySqlDifference difference, string? value) => value is null ? null : difference.Kind == DifferenceKind.RowDiffers ? $"{difference.Key}: {value}" : value;

    private static string Format(IReadOnlyList<LineEdit> edits, string first, string second, DiffType type) => type switch
    {
        DiffType.Unified => DiffFormat.Unified(edits, first, second),
        DiffType.Context => DiffFormat.ContextDiff(edits, first, second),
        _ => DiffFormat.Differ(edits),
    };

    private static string OfSql(MySqlDifference difference, string sql) =>
        sql.Length > 0 ? $"{sql}\n" : $"-- {difference.ObjectType} {Name(difference)}: {difference.Unsupported}\n";

    private static string Name(MySqlDifference difference) => difference.Database.Length == 0 || difference.ObjectType == ComparedObject.Database ? difference.Name : $"{difference.Database}.{difference.Name}";
}
