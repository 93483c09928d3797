using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Catalog;

/// <summary>Asks information_schema about views, routines, triggers and events, one statement a method. The statements that create them stay empty.</summary>
internal sealed class ProgramFactsReader(Session session)
{
    /// <summary>The views, without columns and dependencies.</summary>
    public async Task<IReadOnlyList<ViewDefinition>> ReadViewsAsync(InformationScope scope, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT TABLE_SCHEMA AS view_schema, TABLE_NAME AS view_name, CHARACTER_SET_CLIENT AS character_set_client, COLLATION_CONNECTION AS collation_connection
            FROM information_schema.VIEWS
            WHERE {scope.Where("TABLE_SCHEMA", "TABLE_NAME")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. rows.Select(row => new ViewDefinition
            {
                Name = new ObjectName(row.Text("view_schema"), row.Text("view_name")),
                CreateStatement = "",
                Context = new CreationContext { CharacterSetClient = row.Text("character_set_client"), CollationConnection = row.Text("collation_connection") },
                Columns = [],
                DependsOn = [],
            }),
        ];
    }

    /// <summary>What views read, directly or by way of a function. Only servers that have VIEW_TABLE_USAGE know.</summary>
    public async Task<ILookup<ObjectName, ObjectName>> ReadViewUsageAsync(InformationScope scope, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT VIEW_SCHEMA AS view_schema, VIEW_NAME AS view_name, TABLE_SCHEMA AS table_schema, TABLE_NAME AS table_name
            FROM information_schema.VIEW_TABLE_USAGE
            WHERE {scope.Where("VIEW_SCHEMA", "VIEW_NAME")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        return rows
            .OrderBy(row => row.Text("table_schema"), StringComparer.Ordinal)
            .ThenBy(row => row.Text("table_name"), StringComparer.Ordinal)
            .ToLookup(row => new ObjectName(row.Text("view_schema"), row.Text("view_name")), row => new ObjectName(row.Text("table_schema"), row.Text("table_name")));
    }

    /// <summary>The views' texts, in which every table is qualified: what a server without VIEW_TABLE_USAGE knows of what they read.</summary>
    public async Task<IReadOnlyDictionary<ObjectName, string>> ReadViewTextsAsync(InformationScope scope, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT TABLE_SCHEMA AS object_schema, TABLE_NAME AS object_name, VIEW_DEFINITION AS definition
            FROM information_schema.VIEWS
            WHERE {scope.Where("TABLE_SCHEMA", "TABLE_NAME")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(Name, row => row.TextOrNull("definition") ?? "");
    }

    /// <summary>The functions and procedures; what is neither (a package of MariaDB's) comes with the name of its type.</summary>
    public async Task<IReadOnlyList<(RoutineDefinition Routine, string? UnknownType)>> ReadRoutinesAsync(InformationScope scope, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT ROUTINE_SCHEMA AS object_schema, ROUTINE_NAME AS object_name, ROUTINE_TYPE AS routine_type, SQL_MODE AS sql_mode,
                   CHARACTER_SET_CLIENT AS character_set_client, COLLATION_CONNECTION AS collation_connection, DATABASE_COLLATION AS database_collation
            FROM information_schema.ROUTINES
            WHERE {scope.Where("ROUTINE_SCHEMA", null)}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. rows.Select(row => (
                new RoutineDefinition
                {
                    Name = Name(row),
                    Kind = row.Text("routine_type") == "FUNCTION" ? RoutineKind.Function : RoutineKind.Procedure,
                    CreateStatement = "",
                    Context = Context(row),
                },
                row.Text("routine_type") is "FUNCTION" or "PROCEDURE" ? null : row.Text("routine_type"))),
        ];
    }

    /// <summary>The libraries, which keep a sql_mode and no character set. Only servers that have them may be asked.</summary>
    public async Task<IReadOnlyList<RoutineDefinition>> ReadLibrariesAsync(InformationScope scope, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT LIBRARY_SCHEMA AS object_schema, LIBRARY_NAME AS object_name, SQL_MODE AS sql_mode
            FROM information_schema.LIBRARIES
            WHERE {scope.Where("LIBRARY_SCHEMA", null)}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. rows.Select(row => new RoutineDefinition
            {
                Name = Name(row),
                Kind = RoutineKind.Library,
                CreateStatement = "",
                Context = new CreationContext { SqlMode = row.Text("sql_mode"), CharacterSetClient = "utf8mb4", CollationConnection = "utf8mb4_0900_ai_ci" },
            }),
        ];
    }

    /// <summary>The triggers by their table, in the order in which they fire within each timing and event.</summary>
    public async Task<ILookup<ObjectName, TriggerDefinition>> ReadTriggersAsync(InformationScope scope, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT TRIGGER_SCHEMA AS object_schema, TRIGGER_NAME AS object_name, EVENT_OBJECT_SCHEMA AS table_schema, EVENT_OBJECT_TABLE AS table_name,
                   ACTION_TIMING AS timing, EVENT_MANIPULATION AS manipulation, ACTION_ORDER AS action_order, SQL_MODE AS sql_mode,
                   CHARACTER_SET_CLIENT AS character_set_client, COLLATION_CONNECTION AS collation_connection, DATABASE_COLLATION AS database_collation
            FROM information_schema.TRIGGERS
            WHERE {scope.Where("EVENT_OBJECT_SCHEMA", "EVENT_OBJECT_TABLE")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        return rows
            .OrderByDescending(row => row.Text("timing"), StringComparer.Ordinal)
            .ThenBy(row => row.Text("manipulation"), StringComparer.Ordinal)
            .ThenBy(row => row.Int64("action_order"))
            .ToLookup(
                row => new ObjectName(row.Text("table_schema"), row.Text("table_name")),
                row => new TriggerDefinition { Name = Name(row), CreateStatement = "", Context = Context(row) });
    }

    /// <summary>The events.</summary>
    public async Task<IReadOnlyList<EventDefinition>> ReadEventsAsync(InformationScope scope, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT EVENT_SCHEMA AS object_schema, EVENT_NAME AS object_name, STATUS AS status, TIME_ZONE AS time_zone, SQL_MODE AS sql_mode,
                   CHARACTER_SET_CLIENT AS character_set_client, COLLATION_CONNECTION AS collation_connection, DATABASE_COLLATION AS database_collation
            FROM information_schema.EVENTS
            WHERE {scope.Where("EVENT_SCHEMA", null)}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. rows.Select(row => new EventDefinition
            {
                Name = Name(row),
                CreateStatement = "",
                Context = Context(row) with { TimeZone = row.Text("time_zone") },
                Status = row.Text("status"),
            }),
        ];
    }

    private static ObjectName Name(SqlRow row) => new(row.Text("object_schema"), row.Text("object_name"));

    private static CreationContext Context(SqlRow row) => new()
    {
        SqlMode = row.Text("sql_mode"),
        CharacterSetClient = row.Text("character_set_client"),
        CollationConnection = row.Text("collation_connection"),
        DatabaseCollation = row.Text("database_collation"),
    };
}
