using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare;

/// <summary>One difference, with the SQL that removes it.</summary>
public sealed record MySqlDifference
{
    /// <summary>The server that <see cref="Sql"/> is for; null when that side is a folder.</summary>
    public required MySqlServer? Server { get; init; }

    /// <summary>The source, as an address or a path.</summary>
    public required string Source { get; init; }

    /// <summary>The target, as an address or a path.</summary>
    public required string Target { get; init; }

    /// <summary>What it is.</summary>
    public required DifferenceKind Kind { get; init; }

    /// <summary>The type of the object.</summary>
    public required ComparedObject ObjectType { get; init; }

    /// <summary>The database on the source; on the target when the source lacks the object. Empty for an account.</summary>
    public required string Database { get; init; }

    /// <summary>The object's bare name: of the table for rows, <c>'user'@'host'</c> for an account, the database's own for a database.</summary>
    public required string Name { get; init; }

    /// <summary>What of the definition differs, as <c>column price</c>, <c>index by_name</c>, <c>comment</c>; null for whole objects and rows.</summary>
    public string? Property { get; init; }

    /// <summary>The row's key, as <c>id = 17</c>; for a table without a key the whole row; null for definitions.</summary>
    public string? Key { get; init; }

    /// <summary>The columns that differ; empty for definitions and for rows that one side lacks.</summary>
    public IReadOnlyList<ColumnDifference> Columns { get; init; } = [];

    /// <summary>How often a row of a table without a key is there too few or too many times; 1 otherwise.</summary>
    public long Count { get; init; } = 1;

    /// <summary>The source's value: of the property, of the columns, or the whole definition; null when it has none.</summary>
    public string? SourceValue { get; init; }

    /// <summary>The target's value: of the property, of the columns, or the whole definition; null when it has none.</summary>
    public string? TargetValue { get; init; }

    /// <summary>The whole definition of the object on the source, as its SHOW CREATE gives it; null for rows, and when the source lacks it.</summary>
    public string? SourceDefinition { get; init; }

    /// <summary>The whole definition of the object on the target, as its SHOW CREATE gives it; null for rows, and when the target lacks it.</summary>
    public string? TargetDefinition { get; init; }

    /// <summary>What the change costs the server.</summary>
    public ChangeCost Cost { get; init; }

    /// <summary>The names of the columns that differ, parted by commas; null when there are none.</summary>
    public string? Column => Columns.Count == 0 ? null : string.Join(", ", Columns.Select(column => column.Column));

    /// <summary>The statements that remove the difference; empty when there are none and <see cref="Unsupported"/> says why.</summary>
    public string Sql => Forward?.Sql ?? "";

    /// <summary>The statements that bring the difference back.</summary>
    public string ReverseSql => Backward?.Sql ?? "";

    /// <summary>True when <see cref="Sql"/> may lose something that can't be had back.</summary>
    public bool IsDestructive => Forward?.Destroys is not null;

    /// <summary>What <see cref="Sql"/> may lose, as a sentence; null when it loses nothing.</summary>
    public string? Destroys => Forward?.Destroys;

    /// <summary>Why there is no SQL, as a sentence; null when there is.</summary>
    public string? Unsupported { get; init; }

    /// <summary>The object's name on the server that is changed.</summary>
    internal ObjectName ChangedName { get; init; } = new("", "");

    /// <summary>What the whole table is to be, for the proof of its changes; null for other objects and for rows.</summary>
    internal Definitions.Tables.TableGoal? Goal { get; init; }

    /// <summary>The change that removes the difference.</summary>
    internal Change? Forward { get; init; }

    /// <summary>The change that brings it back.</summary>
    internal Change? Backward { get; init; }
}
