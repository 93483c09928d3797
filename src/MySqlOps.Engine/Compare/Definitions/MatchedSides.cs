using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Definitions.Objects;
using MySqlOps.Engine.Compare.Definitions.Sides;
using MySqlOps.Engine.Compare.Sync;

namespace MySqlOps.Engine.Compare.Definitions;

/// <summary>Two sides that were read: compares them, and asks nobody.</summary>
/// <param name="wanted">The side that is not changed.</param>
/// <param name="present">The side that is.</param>
/// <param name="pairs">What belongs together.</param>
/// <param name="hints">Renames.</param>
/// <param name="wantedObjects">What was read of the one.</param>
/// <param name="presentObjects">What was read of the other.</param>
internal sealed class MatchedSides(
    SideCatalog wanted,
    SideCatalog present,
    ObjectPairs pairs,
    RenameHints hints,
    IReadOnlyDictionary<ObjectKey, SideObject> wantedObjects,
    IReadOnlyDictionary<ObjectKey, SideObject> presentObjects)
{
    private readonly HashSet<ObjectName> _libraries = [.. wanted.Objects.Keys.Concat(present.Objects.Keys).Where(key => key.Type == ComparedObject.Library).Select(key => key.Name)];

    /// <summary>Compares.</summary>
    public IEnumerable<MySqlDifference> Compare(DifferenceMaker maker, CompareOptions options, SideNames names, ComparisonTally tally)
    {
        var databases = new DatabaseDiffer(maker, options.Ignore);
        foreach (var name in wanted.Databases.Keys.Union(present.Databases.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            foreach (var difference in databases.Compare(wanted.Databases.GetValueOrDefault(name), present.Databases.GetValueOrDefault(name)))
                yield return difference;
        }

        var programs = new ProgramDiffer(options.Ignore);
        var tables = new TablesComparer(wanted, present, hints, maker, options, tally);
        foreach (var (to, from) in pairs.Open)
        {
            // One that went while it was read counts as missing.
            var (one, other) = (Read(wantedObjects, to), Read(presentObjects, from));
            if (one is null && other is null)
                continue;
            if (one?.IsDoubtful == true || other?.IsDoubtful == true)
                tally.Note($"{(one ?? other)!.Key.Name} has a name in it that is a renamed database's too: whether it means the database can't be told, and it was left as it is.");
            var found = (one ?? other)!.Key.Type == ComparedObject.Table ? tables.Compare(one, other) : Compare(programs, maker, one, other);
            foreach (var difference in found)
                yield return difference;
        }

        tables.NoteRenames();
        var triggers = new TriggerDiffer(maker, programs);
        foreach (var (to, from) in pairs.TriggerTables)
        {
            foreach (var difference in triggers.Compare([.. to.Select(one => Read(wantedObjects, one)).OfType<SideObject>()], [.. from.Select(one => Read(presentObjects, one)).OfType<SideObject>()]))
                yield return difference;
        }
    }

    private static SideObject? Read(IReadOnlyDictionary<ObjectKey, SideObject> objects, SideObject? one) => one is null ? null : objects.GetValueOrDefault(one.Key);

    private IEnumerable<MySqlDifference> Compare(ProgramDiffer programs, DifferenceMaker maker, SideObject? one, SideObject? other)
    {
        if (one is null || other is null)
        {
            var there = (one ?? other)!;
            var create = ObjectStatements.Create(there, null, Needs(one is null ? present : wanted, there));
            yield return WithoutBroken(maker.Whole(there.Key, one?.Statement, other?.Statement, create, ObjectStatements.Drop(there.Key, null), null), one, other);
        }
        else if (programs.Compare(one, other) is var (property, value, old))
        {
            var forward = new DefinitionChange { Parts = programs.Replace(other, one, Needs(wanted, one)) };
            var backward = new DefinitionChange { Parts = programs.Replace(one, other, Needs(present, other)) };
            yield return WithoutBroken(maker.Property(one.Key, property, value, old, forward, backward, null), one, other);
        }
    }

    /// <summary>A view that reads what is not there can't be made: the server refuses it (error 1146).</summary>
    private MySqlDifference WithoutBroken(MySqlDifference difference, SideObject? one, SideObject? other)
    {
        if (other is not null && Missing(present, other) is not null)
            difference = difference with { Backward = null };
        return one is not null && Missing(wanted, one) is { } missing
            ? difference with { Forward = null, Unsupported = $"The view {one.Key.Name} reads {missing}, which is not there: no server makes it so." }
            : difference;
    }

    private static ObjectName? Missing(SideCatalog side, SideObject one) => one.Key.Type != ComparedObject.View
        ? null
        : side.ViewUsage[one.Key.Name].FirstOrDefault(name =>
            side.Databases.ContainsKey(name.Database) && side.IsWhole && !side.Objects.ContainsKey(new ObjectKey(ComparedObject.Table, name)) && !side.Objects.ContainsKey(new ObjectKey(ComparedObject.View, name)));

    /// <summary>What a view reads; the libraries that a routine names.</summary>
    private ObjectName[] Needs(SideCatalog side, SideObject one) => one.Key.Type switch
    {
        ComparedObject.View => [.. side.ViewUsage[one.Key.Name]],
        ComparedObject.Function or ComparedObject.Procedure => [.. _libraries.Where(library => one.Statement.Contains(library.Name, StringComparison.Ordinal))],
        _ => [],
    };
}
