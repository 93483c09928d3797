using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Definitions.Sides;
using MySqlOps.Engine.Compare.Definitions.Tables;
using MySqlOps.Engine.Compare.Sync;

namespace MySqlOps.Engine.Compare.Definitions;

/// <summary>Makes differences of what was found: "wanted" is the side that is not changed, "present" the one that is.</summary>
/// <param name="source">The source.</param>
/// <param name="target">The target.</param>
/// <param name="options">Which of them is changed.</param>
/// <param name="sourceName">The source's name of a database where it is changed.</param>
internal sealed class DifferenceMaker(ComparedSide source, ComparedSide target, CompareOptions options, Func<string, string> sourceName)
{
    /// <summary>An object that only one side has.</summary>
    /// <param name="key">The object.</param>
    /// <param name="wanted">Its definition where it is wanted; null where it is not.</param>
    /// <param name="present">Its definition where it is; null where it is not.</param>
    /// <param name="create">The parts that make it.</param>
    /// <param name="drop">The parts that drop it.</param>
    /// <param name="destroys">What is lost when it is dropped.</param>
    public MySqlDifference Whole(ObjectKey key, string? wanted, string? present, IReadOnlyList<ChangePart> create, IReadOnlyList<ChangePart> drop, string? destroys)
    {
        var made = new DefinitionChange { Parts = create };
        var dropped = new DefinitionChange { Parts = drop, Destroys = destroys };
        var isSources = (wanted is not null) != options.ChangesForSource;
        return Bare(key, isSources ? DifferenceKind.MissingOnTarget : DifferenceKind.MissingOnSource, wanted, present) with
        {
            Forward = wanted is null ? dropped : made,
            Backward = wanted is null ? made : dropped,
        };
    }

    /// <summary>An object in which a property differs.</summary>
    public MySqlDifference Property(ObjectKey key, string property, string? wanted, string? present, DefinitionChange? forward, DefinitionChange? backward, string? unsupported) =>
        Bare(key, DifferenceKind.DefinitionDiffers, wanted, present) with { Property = property, Forward = forward, Backward = backward, Unsupported = unsupported };

    /// <summary>A table in which a property differs.</summary>
    /// <param name="wantedName">Its name as it is to be.</param>
    /// <param name="presentName">Its name as it is.</param>
    /// <param name="difference">What differs.</param>
    /// <param name="goal">What it is to be.</param>
    public MySqlDifference OfTable(ObjectName wantedName, ObjectName presentName, TableDifference difference, TableGoal goal)
    {
        var isDone = difference.Forward.Unsupported is null;
        return Property(
            new ObjectKey(ComparedObject.Table, options.ChangesForSource ? presentName : wantedName),
            difference.Property,
            difference.Wanted,
            difference.Present,
            isDone ? Change(presentName, wantedName, difference.Forward) : null,
            difference.Backward.Unsupported is null ? Change(wantedName, presentName, difference.Backward) : null,
            difference.Forward.Unsupported) with
        {
            Goal = goal,
            ChangedName = presentName,
        };
    }

    private static DefinitionChange Change(ObjectName from, ObjectName to, Transition transition) => new()
    {
        // Foreign keys go before tables are renamed, everything else comes after.
        Parts = [.. transition.Steps.Select(step => Objects.ObjectStatements.Alter(step.Stage < ChangeStage.RenameTables ? from : to, step))],
        Destroys = transition.Destroys,
    };

    private MySqlDifference Bare(ObjectKey key, DifferenceKind kind, string? wanted, string? present) => new()
    {
        Server = options.ChangesForSource ? source.Server : target.Server,
        Source = source.ToString(),
        Target = target.ToString(),
        Kind = kind,
        ObjectType = key.Type,
        Database = key.Type == ComparedObject.Account ? "" : sourceName(key.Name.Database),
        Name = key.Type == ComparedObject.Database ? sourceName(key.Name.Database) : key.Name.Name,
        SourceValue = options.ChangesForSource ? present : wanted,
        TargetValue = options.ChangesForSource ? wanted : present,
        ChangedName = key.Name,
    };
}
