using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>The clauses that make one column of a table like another's.</summary>
/// <param name="table">The two tables.</param>
internal sealed class ColumnTransition(TableTransition table)
{
    private static readonly string[] WithoutLiteralDefault = ["text", "blob", "json", "geometry", "point", "linestring", "polygon", "geomcollection", "vector"];

    /// <summary>The clauses.</summary>
    /// <param name="from">The column as it is; null when it comes.</param>
    /// <param name="to">The column as it is to be; null when it goes.</param>
    public Transition Change(ColumnSpec? from, ColumnSpec? to) => (from, to) switch
    {
        (not null, null) => Drop(from),
        (null, not null) => Add(to),
        (not null, not null) when MustBeMadeAnew(from, to) => MakeAnew(from, to),
        (not null, not null) => Modify(from, to),
        _ => throw new ArgumentNullException(nameof(to)),
    };

    /// <summary>The clauses that move a column that is otherwise the same.</summary>
    public IEnumerable<AlterStep> Move(ColumnSpec to) =>
        [new(ChangeStage.AlterTables, $"MODIFY COLUMN {SqlIdentifier.Quote(to.Name)} {Define(to)}{table.PlaceOf(to)}", AlterStep.Columns + table.PositionOf(to)), .. Defaultless(to)];

    private static bool MustBeMadeAnew(ColumnSpec from, ColumnSpec to) =>

        // A stored column may become a plain one and the other way round; a virtual one is not there to be changed (error 3106).
        from.GeneratedKind != to.GeneratedKind && (from.GeneratedKind == "VIRTUAL" || to.GeneratedKind == "VIRTUAL");

    /// <summary>Without the character set where the table brings it: spelled, the server would show it from then on.</summary>
    private string Define(ColumnSpec to) => (table.From.Options["COLLATE"] == table.To.Options["COLLATE"] ? to.AsSpelled : to).Define();

    private static string Drops(ColumnSpec column) => $"DROP COLUMN {SqlIdentifier.Quote(column.Name)}";

    private Transition Drop(ColumnSpec from) => new(
        [.. Companions(from, null), new AlterStep(ChangeStage.AlterTables, Drops(from), AlterStep.Drops + 2)],
        from.Generated is null ? $"The column {from.Name} is dropped with its values." : null);

    private Transition Add(ColumnSpec to) => new(
        [.. Companions(null, to), new AlterStep(ChangeStage.AlterTables, $"ADD COLUMN {SqlIdentifier.Quote(to.Name)} {Define(to)}{table.PlaceOf(to)}", AlterStep.Columns + table.PositionOf(to)), .. Defaultless(to)],
        null);

    private Transition MakeAnew(ColumnSpec from, ColumnSpec to)
    {
        var steps = new List<AlterStep>
        {
            new(ChangeStage.AlterTables, Drops(from), AlterStep.Drops + 2),
            new(ChangeStage.AlterTables, $"ADD COLUMN {SqlIdentifier.Quote(to.Name)} {Define(to)}{table.PlaceOf(to)}", AlterStep.Columns + table.PositionOf(to)),
        };

        // The indexes lose the column with it.
        foreach (var index in table.SteadyIndexes.Where(index => index.Columns.Contains(to.Name, StringComparer.Ordinal)))
            steps.AddRange(table.Indexes.Change(index, index).Steps);
        var dependent = table.From.Columns.Concat(table.To.Columns).FirstOrDefault(other => other.Name != to.Name && other.Generated is { } expression && Mentions(expression, to.Name))?.Name
            ?? table.From.Checks.Concat(table.To.Checks).FirstOrDefault(check => Mentions(check.Condition, to.Name))?.Name
            ?? table.SteadyIndexes.FirstOrDefault(index => index.Columns.Contains(null, StringComparer.Ordinal) && Mentions(index.Parts, to.Name))?.Name;
        return new Transition(steps, from.Generated is null ? $"The column {from.Name} becomes a generated one: its values are dropped." : to.Generated is null ? $"The column {from.Name} is generated no more: the values that it showed are dropped." : null)
        {
            Unsupported = dependent is null ? null : $"The column {to.Name} of {table.To.Name} has to be dropped and made anew, and {dependent} is computed from it. Drop {dependent} first.",
        };
    }

    private Transition Modify(ColumnSpec from, ColumnSpec to)
    {
        var verb = from.Name == to.Name ? $"MODIFY COLUMN {SqlIdentifier.Quote(to.Name)}" : $"CHANGE COLUMN {SqlIdentifier.Quote(from.Name)} {SqlIdentifier.Quote(to.Name)}";
        var place = table.Moved.Contains(to.Name) ? table.PlaceOf(to) : "";
        var steps = new List<AlterStep>(Companions(from, to))
        {
            new(ChangeStage.AlterTables, $"{verb} {Define(to)}{place}", AlterStep.Columns + table.PositionOf(to)),
        };
        steps.AddRange(Defaultless(to));
        if (from.Type != to.Type || from.CharacterSet != to.CharacterSet || from.Collation != to.Collation || from.IsNullable != to.IsNullable || from.Generated != to.Generated)
            steps.AddRange(table.ForeignKeySteps(from.Name, to.Name));
        var isUnique = table.From.Indexes.Any(index => index.Kind is IndexKind.Primary or IndexKind.Unique && index.Columns.Contains(from.Name, StringComparer.Ordinal));
        return new Transition(steps, TypeLoss.Describe(from, to, isUnique));
    }

    /// <summary>MODIFY gives a column that takes NULL the default NULL; that it has none must be said afterwards.</summary>
    private static IEnumerable<AlterStep> Defaultless(ColumnSpec to)
    {
        if (to is { IsNullable: true, Default: null, Generated: null, IsAutoIncrement: false } && !Array.Exists(WithoutLiteralDefault, word => to.Type.Contains(word, StringComparison.Ordinal)))
            yield return new AlterStep(ChangeStage.AlterPartitions, $"ALTER COLUMN {SqlIdentifier.Quote(to.Name)} DROP DEFAULT", AlterStep.Drops);
    }

    /// <summary>An AUTO_INCREMENT column must have its key, and comes and goes in one statement with it (error 1075).</summary>
    private IEnumerable<AlterStep> Companions(ColumnSpec? from, ColumnSpec? to)
    {
        if (to?.IsAutoIncrement == true && TableTransition.KeyOf(table.To, to.Name) is { } comes && !table.IsSteady(comes))
            return table.Indexes.Change(table.From.Indexes.FirstOrDefault(index => index.Name == comes.Name), comes).Steps;
        if (from?.IsAutoIncrement == true && to?.IsAutoIncrement != true && TableTransition.KeyOf(table.From, from.Name) is { } goes && !table.IsSteady(goes))
            return table.Indexes.Change(goes, table.To.Indexes.FirstOrDefault(index => index.Name == goes.Name)).Steps;
        return [];
    }

    private static bool Mentions(string expression, string column) => SqlTokens.Read(expression).Any(token => token.Kind == SqlTokenKind.Name && token.Name.Equals(column, StringComparison.OrdinalIgnoreCase));
}
