using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Definitions.Objects;
using MySqlOps.Engine.Compare.Definitions.Sides;
using MySqlOps.Engine.Compare.Definitions.Tables;
using MySqlOps.Engine.Compare.Sync;

namespace MySqlOps.Engine.Compare.Definitions;

/// <summary>Compares tables, an object at a time.</summary>
internal sealed class TablesComparer(SideCatalog wanted, SideCatalog present, RenameHints hints, DifferenceMaker maker, CompareOptions options, ComparisonTally tally)
{
    private readonly List<TableSpec> _missing = [];
    private readonly List<TableSpec> _extra = [];

    /// <summary>The foreign keys that are the same on both sides, by their parents.</summary>
    private readonly Lazy<ILookup<ObjectName, Referrer>> _referrers = new(() => SteadyKeys(wanted, present));

    /// <summary>Compares a table.</summary>
    public IEnumerable<MySqlDifference> Compare(SideObject? to, SideObject? from)
    {
        var one = to is null ? null : TableSpec.Read(to.Key.Name, to.Statement, wanted.Collations);
        var other = from is null ? null : TableSpec.Read(from.Key.Name, from.Statement, present.Collations);
        return one is null || other is null ? [Whole((to ?? from)!.Key, one, other)] : Compare(to!, one, other);
    }

    /// <summary>Says which tables look renamed: they are the same but for the name. Nobody renames them without a hint.</summary>
    public void NoteRenames()
    {
        foreach (var table in _missing)
        {
            var alike = _extra.Where(other => other.Name.Database == table.Name.Database && Essence(other) == Essence(table)).ToArray();
            if (alike.Length == 1)
                tally.Note($"{alike[0].Name} and {table.Name} are the same but for their names: give a rename hint if one is the other.");
        }
    }

    private static string Essence(TableSpec table) => string.Join('\n', table.Columns.Select(column => $"{column.Name} {column.Essence}")) + string.Join('\n', table.Indexes.Select(index => index.Define()));

    private static ILookup<ObjectName, Referrer> SteadyKeys(SideCatalog wanted, SideCatalog present)
    {
        var texts = wanted.ForeignKeys.Select(pair => (pair.Table, pair.Key.Text)).ToHashSet();
        return present.ForeignKeys
            .Where(pair => texts.Contains((pair.Table, pair.Key.Text)))
            .Select(pair => (Parent: new ObjectName(pair.Key.ReferencedDatabase!, pair.Key.ReferencedTable), Referrer: new Referrer(pair.Table, pair.Key)))
            .Where(pair => pair.Parent != pair.Referrer.Table)
            .ToLookup(pair => pair.Parent, pair => pair.Referrer);
    }

    private MySqlDifference Whole(ObjectKey key, TableSpec? one, TableSpec? other)
    {
        var there = (one ?? other)!;
        (one is null ? _extra : _missing).Add(there);
        var create = ObjectStatements.Create(new SideObject { Key = key, Place = key.Name }, there, []);
        return maker.Whole(key, one?.Text.ToString(), other?.Text.ToString(), create, ObjectStatements.Drop(key, there), $"The table {key.Name} is dropped with its rows.") with
        {
            Goal = one is null ? null : new TableGoal(one, new Dictionary<string, string>(StringComparer.Ordinal), options.Ignore),
        };
    }

    private IEnumerable<MySqlDifference> Compare(SideObject to, TableSpec one, TableSpec other)
    {
        var (wantedName, presentName) = (one.Name, other.Name);
        if (one.Unsupported is not null || other.Unsupported is not null)
        {
            if (one.Text.ToString() != other.Text.ToString())
                yield return maker.Property(to.Key, "definition", one.Text.ToString(), other.Text.ToString(), null, null, one.Unsupported ?? other.Unsupported) with { ChangedName = presentName };
            yield break;
        }

        if (wantedName != presentName)
        {
            yield return maker.Property(to.Key, "name", wantedName.Name, presentName.Name, Rename(presentName, wantedName), Rename(wantedName, presentName), null) with { ChangedName = presentName };
            other = Renamed(other, wantedName);
        }

        var renames = hints.ColumnsOf(wantedName, presentName);
        var goal = new TableGoal(one, renames, options.Ignore);
        var found = goal.Compare(other, [.. _referrers.Value[presentName]]);
        NoteRenamedColumns(one, other, found);
        var (wantedText, presentText) = (one.Text.ToString(), other.Text.ToString());
        foreach (var difference in found)
        {
            yield return maker.OfTable(wantedName, presentName, difference, goal) with
            {
                SourceDefinition = options.ChangesForSource ? presentText : wantedText,
                TargetDefinition = options.ChangesForSource ? wantedText : presentText,
            };
        }
    }

    private static DefinitionChange Rename(ObjectName from, ObjectName to) =>
        new() { Parts = [new ChangePart { Stage = ChangeStage.RenameTables, Object = to, Statement = $"RENAME TABLE {from.Quoted} TO {to.Quoted}" }] };

    /// <summary>The table under its new name: foreign keys to itself go with it.</summary>
    private static TableSpec Renamed(TableSpec table, ObjectName name) => table with
    {
        Name = name,
        ForeignKeys =
        [
            .. table.ForeignKeys.Select(key => key.ReferencedDatabase == table.Name.Database && key.ReferencedTable == table.Name.Name
                ? (key with { ReferencedTable = name.Name }).WithReferencedDatabase(name.Database)
                : key),
        ],
    };

    private void NoteRenamedColumns(TableSpec one, TableSpec other, IReadOnlyList<TableDifference> found)
    {
        var comes = one.Columns.Where(column => found.Any(difference => difference.Present is null && difference.Property == $"column {column.Name}")).ToArray();
        var goes = other.Columns.Where(column => found.Any(difference => difference.Wanted is null && difference.Property == $"column {column.Name}")).ToArray();
        foreach (var column in comes)
        {
            var alike = goes.Where(old => old.Essence == column.Essence).ToArray();
            if (alike.Length == 1 && comes.Count(twin => twin.Essence == column.Essence) == 1)
                tally.Note($"The columns {alike[0].Name} and {column.Name} of {one.Name} are the same but for their names: give a rename hint if one is the other.");
        }
    }
}
