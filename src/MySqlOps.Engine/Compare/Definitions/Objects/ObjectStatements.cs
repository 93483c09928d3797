using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Compare.Definitions.Sides;
using MySqlOps.Engine.Compare.Definitions.Tables;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Objects;

/// <summary>The statements that make and drop whole objects.</summary>
internal static class ObjectStatements
{
    /// <summary>A mode that MySQL dropped in 8.0 and MariaDB keeps.</summary>
    private const string DroppedMode = "NO_AUTO_CREATE_USER";

    /// <summary>Makes an object.</summary>
    /// <param name="one">The object, its statement read.</param>
    /// <param name="table">A table taken apart; null for other objects.</param>
    /// <param name="needs">What it needs.</param>
    public static IReadOnlyList<ChangePart> Create(SideObject one, TableSpec? table, IReadOnlyList<ObjectName> needs) =>
        table is null ? [CreateProgram(one, Qualified(one), needs)] : CreateTable(table);

    /// <summary>Drops an object.</summary>
    /// <param name="key">The object.</param>
    /// <param name="table">A table taken apart; null for other objects.</param>
    public static IReadOnlyList<ChangePart> Drop(ObjectKey key, TableSpec? table)
    {
        var drop = new ChangePart { Stage = DropStage(key.Type), Object = key.Name, Statement = $"DROP {Word(key.Type)} {key.Name.Quoted}" };

        // Tables that point to each other can't be dropped one after another otherwise.
        var keys = table?.ForeignKeys.Where(one => one.ReferencedTable != key.Name.Name || one.ReferencedDatabase != key.Name.Database) ?? [];
        return [.. keys.Select(one => Alter(key.Name, new AlterStep(ChangeStage.DropForeignKeys, $"DROP FOREIGN KEY {SqlIdentifier.Quote(one.Name)}", AlterStep.Drops))), drop];
    }

    /// <summary>The part that makes a view, routine, trigger or event.</summary>
    public static ChangePart CreateProgram(SideObject one, string statement, IReadOnlyList<ObjectName> needs) =>
        new() { Stage = CreateStage(one.Key.Type), Object = one.Key.Name, Statement = statement, Needs = needs, Settings = Settings(one.Context) };

    /// <summary>The statement with its names qualified, as it is sent.</summary>
    public static string Qualified(SideObject one) => new ProgramStatement(one.Written).Qualify(one.Key.Name.Database, one.Key.Name.Name, one.Table?.Name);

    /// <summary>A clause of ALTER TABLE.</summary>
    public static ChangePart Alter(ObjectName table, AlterStep step) => new()
    {
        Stage = step.Stage,
        Object = step.Table ?? table,
        Statement = $"ALTER TABLE {(step.Table ?? table).Quoted} {step.Clause}",
        AlterClause = step.IsJoined ? step.Clause : null,
        ClauseOrder = step.Order,
    };

    /// <summary>What the session must be set to when an object is made.</summary>
    public static IReadOnlyList<string> Settings(CreationContext? context)
    {
        if (context is null)
            return [];
        var mode = string.Join(',', (context.SqlMode ?? "").Split(',').Where(one => one != DroppedMode));
        var zone = context.TimeZone is null ? "" : $", time_zone = {SqlLiteral.Quote(context.TimeZone)}";
        return [$"SET SESSION character_set_client = {context.CharacterSetClient}, collation_connection = {context.CollationConnection}, sql_mode = {SqlLiteral.Quote(mode)}{zone}"];
    }

    /// <summary>The word of a type in statements.</summary>
    public static string Word(ComparedObject type) => type.ToString().ToUpperInvariant();

    /// <summary>When an object of a type is dropped.</summary>
    public static ChangeStage DropStage(ComparedObject type) => type switch
    {
        ComparedObject.Trigger or ComparedObject.Event => ChangeStage.DropPrograms,
        ComparedObject.Table => ChangeStage.DropTables,
        _ => ChangeStage.DropViewsAndRoutines,
    };

    private static ChangeStage CreateStage(ComparedObject type) => type switch
    {
        ComparedObject.View => ChangeStage.CreateViews,
        ComparedObject.Trigger or ComparedObject.Event => ChangeStage.CreatePrograms,
        _ => ChangeStage.CreateRoutines,
    };

    private static IReadOnlyList<ChangePart> CreateTable(TableSpec table)
    {
        var text = table.Text.WithoutInheritedCollations();
        var bare = text with { Elements = [.. text.Elements.Where(element => element is not ForeignKeyElement)] };
        var head = $"CREATE TABLE {table.Name.Quoted} (";
        return
        [
            new ChangePart { Stage = ChangeStage.CreateTables, Object = table.Name, Statement = (bare with { Head = head }).ToString() },
            .. table.ForeignKeys.Select(key => Alter(table.Name, new AlterStep(ChangeStage.AddForeignKeys, $"ADD {key.Text}", AlterStep.Drops))),
        ];
    }
}
