using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Tests.Compare.Sync;

/// <summary>Differences made by hand.</summary>
internal static class Handmade
{
    /// <summary>The server that is changed where a test needs none.</summary>
    public static MySqlServer Server { get; } = new() { Host = "target", User = "root" };

    /// <summary>Facts of a plain server.</summary>
    public static SyncFacts Facts { get; } = new() { Server = Server };

    /// <summary>A difference of a definition.</summary>
    public static MySqlDifference Definition(ComparedObject type, ObjectName name, MySqlServer? server, string? destroys, params ChangePart[] parts) => new()
    {
        Server = server ?? Server,
        Source = "source",
        Target = "target",
        Kind = DifferenceKind.DefinitionDiffers,
        ObjectType = type,
        Database = name.Database,
        Name = name.Name,
        ChangedName = name,
        Forward = new DefinitionChange { Parts = parts, Destroys = destroys },
    };

    /// <summary>A difference of a table's definition that is one clause of ALTER TABLE.</summary>
    public static MySqlDifference Clause(string table, string clause, int order = 0, string? destroys = null, MySqlServer? server = null) =>
        Definition(ComparedObject.Table, new ObjectName("shop", table), server, destroys, Alter(table, clause, order)) with { Property = clause };

    /// <summary>One clause of ALTER TABLE.</summary>
    public static ChangePart Alter(string table, string clause, int order = 0, ChangeStage stage = ChangeStage.AlterTables) =>
        Part(stage, table, $"ALTER TABLE `shop`.`{table}` {clause}") with { AlterClause = clause, ClauseOrder = order };

    /// <summary>A statement for an object of database shop.</summary>
    public static ChangePart Part(ChangeStage stage, string name, string statement, params string[] needs) => new()
    {
        Stage = stage,
        Object = new ObjectName("shop", name),
        Statement = statement,
        Needs = [.. needs.Select(need => new ObjectName("shop", need))],
    };

    /// <summary>A difference of a row.</summary>
    public static MySqlDifference Row(RowChange change, MySqlServer? server = null) => new()
    {
        Server = server ?? Server,
        Source = "source",
        Target = "target",
        Kind = change.Old is null ? DifferenceKind.RowMissing : change.New is null ? DifferenceKind.RowExtra : DifferenceKind.RowDiffers,
        ObjectType = ComparedObject.Table,
        Database = change.Table.Database,
        Name = change.Table.Name,
        ChangedName = change.Table,
        Forward = change,
    };

    /// <summary>A change of a row of a table with columns id (the key) and u, v and so on.</summary>
    public static RowChange Change(string table, string[]? old, string[]? wanted, RowTraits? traits = null)
    {
        string[] names = ["id", "u", "v", "w"];
        var columns = names[..(old ?? wanted!).Length];
        return Change(new ObjectName("shop", table), columns, [0], old, wanted) with { Traits = traits };
    }

    /// <summary>A change of a row whose columns compare exactly.</summary>
    public static RowChange Change(ObjectName table, string[] columns, int[] key, string[]? old, string[]? wanted) => new()
    {
        Table = table,
        Columns = columns,
        Key = key,
        Old = old,
        New = wanted,
        Guards = [.. columns.Select(column => $"`{column}` <=> {{0}}")],
    };

    /// <summary>What makes u unique.</summary>
    public static RowTraits UniqueU { get; } = new() { UniqueKeys = [["id"], ["u"]] };
}
