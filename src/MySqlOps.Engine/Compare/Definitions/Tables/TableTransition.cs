using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>Makes one table like another, an element at a time.</summary>
internal sealed class TableTransition
{
    private readonly IReadOnlyList<Referrer> _referrers;
    private readonly Dictionary<string, int> _positions;
    private readonly HashSet<string> _steadyIndexes;

    /// <summary>Compares what elements depend on.</summary>
    /// <param name="from">The table as it is.</param>
    /// <param name="to">The table as it is to be.</param>
    /// <param name="moved">The columns, by their names as they are to be, that go to another place.</param>
    /// <param name="referrers">The foreign keys of other tables that point to it.</param>
    public TableTransition(TableSpec from, TableSpec to, IReadOnlySet<string> moved, IReadOnlyList<Referrer> referrers)
    {
        (From, To, Moved, _referrers) = (from, to, moved, referrers);
        _positions = to.Columns.Index().ToDictionary(pair => pair.Item.Name, pair => pair.Index, StringComparer.Ordinal);
        var old = from.Indexes.ToDictionary(index => index.Name, index => index.Define(), StringComparer.Ordinal);
        _steadyIndexes = [.. to.Indexes.Where(index => old.GetValueOrDefault(index.Name) == index.Define()).Select(index => index.Name)];
        Columns = new ColumnTransition(this);
        Indexes = new IndexTransition(this);
    }

    /// <summary>The table as it is.</summary>
    public TableSpec From { get; }

    /// <summary>The table as it is to be.</summary>
    public TableSpec To { get; }

    /// <summary>The columns that go to another place.</summary>
    public IReadOnlySet<string> Moved { get; }

    /// <summary>Its columns.</summary>
    public ColumnTransition Columns { get; }

    /// <summary>Its indexes.</summary>
    public IndexTransition Indexes { get; }

    /// <summary>The indexes that both have and that are the same.</summary>
    public IEnumerable<IndexSpec> SteadyIndexes => To.Indexes.Where(IsSteady);

    /// <summary>True for an index that both have and that is the same.</summary>
    public bool IsSteady(IndexSpec index) => _steadyIndexes.Contains(index.Name);

    /// <summary>A column's place among the others.</summary>
    public int PositionOf(ColumnSpec column) => _positions[column.Name];

    /// <summary>FIRST, or AFTER the column before it.</summary>
    public string PlaceOf(ColumnSpec column) => PositionOf(column) is > 0 and var position ? $" AFTER {SqlIdentifier.Quote(To.Columns[position - 1].Name)}" : " FIRST";

    /// <summary>The first index that leads with a column: what AUTO_INCREMENT asks for; any that holds it where none does (MyISAM).</summary>
    public static IndexSpec? KeyOf(TableSpec table, string column) =>
        table.Indexes.FirstOrDefault(index => index.Columns[0] == column) ?? table.Indexes.FirstOrDefault(index => index.Columns.Contains(column, StringComparer.Ordinal));

    /// <summary>A constraint.</summary>
    public static Transition Change(CheckSpec? from, CheckSpec? to)
    {
        if (from is not null && to is not null && from.Name == to.Name && from.Condition == to.Condition)
            return new Transition([new AlterStep(ChangeStage.AlterTables, $"ALTER CHECK {SqlIdentifier.Quote(to.Name)} {(to.IsEnforced ? "ENFORCED" : "NOT ENFORCED")}", AlterStep.Checks)], null);
        var steps = new List<AlterStep>();
        if (from is not null)
            steps.Add(new AlterStep(ChangeStage.AlterTables, $"DROP CHECK {SqlIdentifier.Quote(from.Name)}", AlterStep.Drops + 1));
        if (to is not null)
            steps.Add(new AlterStep(ChangeStage.AlterTables, $"ADD {to.Define()}", AlterStep.Checks));
        return new Transition(steps, null);
    }

    /// <summary>A foreign key.</summary>
    public static Transition Change(ForeignKeyElement? from, ForeignKeyElement? to)
    {
        var steps = new List<AlterStep>();
        if (from is not null)
            steps.Add(Drop(from));
        if (to is not null)
            steps.Add(Add(to));
        return new Transition(steps, null);
    }

    /// <summary>An option.</summary>
    public static Transition Change(string option, string? from, string? to)
    {
        if (option is "DATA DIRECTORY" or "INDEX DIRECTORY" || TableOptions.Clause(option, to) is not { } clause)
            return new Transition([], null) { Unsupported = $"ALTER TABLE can't change {option} from {from ?? "nothing"} to {to ?? "nothing"}." };
        var destroys = option == "ENGINE" ? $"The engine becomes {to} and was {from}: what only the old one keeps is lost." : null;
        return new Transition([new AlterStep(ChangeStage.AlterTables, clause, AlterStep.Options)], destroys);
    }

    /// <summary>The default character set and collation, which new columns get; those that are there keep theirs.</summary>
    public Transition ChangeCharacterSet() =>
        new([new AlterStep(ChangeStage.AlterTables, $"DEFAULT CHARACTER SET {To.Options["CHARSET"]} COLLATE {To.Options["COLLATE"]}", AlterStep.Options)], null);

    /// <summary>Takes foreign keys away and makes them anew that hold a column whose type changes (error 3780).</summary>
    public IEnumerable<AlterStep> ForeignKeySteps(string fromColumn, string toColumn)
    {
        foreach (var key in To.ForeignKeys)
        {
            if (From.ForeignKeys.FirstOrDefault(old => old.Name == key.Name) is not { } before || before.Text != key.Text)
                continue;
            var isSelf = key.ReferencedTable == To.Name.Name && key.ReferencedDatabase == To.Name.Database;
            if (key.Columns.Contains(toColumn, StringComparer.Ordinal) || (isSelf && key.ReferencedColumns.Contains(toColumn, StringComparer.Ordinal)))
                foreach (var step in new[] { Drop(before), Add(key) })
                    yield return step;
        }

        foreach (var referrer in _referrers.Where(referrer => referrer.Key.ReferencedColumns.Contains(fromColumn, StringComparer.Ordinal)))
        {
            yield return Drop(referrer.Key) with { Table = referrer.Table };
            yield return Add(referrer.Key) with { Table = referrer.Table };
        }
    }

    private static AlterStep Drop(ForeignKeyElement key) => new(ChangeStage.DropForeignKeys, $"DROP FOREIGN KEY {SqlIdentifier.Quote(key.Name)}", AlterStep.Drops);

    private static AlterStep Add(ForeignKeyElement key) => new(ChangeStage.AddForeignKeys, $"ADD {key.Text}", AlterStep.Drops);
}
