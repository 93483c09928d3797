using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Definitions.Sides;

/// <summary>
/// Asks information_schema in bulk what routines, triggers and events are like, so that only those that differ need a SHOW CREATE. Not views: it does not tell their ALGORITHM, so these are
/// always read. Nor a trigger's place among others, which the catalogue knows.
/// </summary>
/// <param name="session">A session to the server.</param>
/// <param name="scope">Which databases.</param>
/// <param name="builder">Gets the facts.</param>
/// <param name="renamer">Gives databases their names where they are changed.</param>
internal sealed class ProgramFingerprints(Session session, InformationScope scope, FingerprintBuilder builder, DatabaseRenamer renamer)
{
    /// <summary>Asks for everything.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await ReadTriggersAsync(cancellationToken).ConfigureAwait(false);
        await ReadRoutinesAsync(cancellationToken).ConfigureAwait(false);
        await ReadParametersAsync(cancellationToken).ConfigureAwait(false);
        await ReadEventsAsync(cancellationToken).ConfigureAwait(false);
        if (!session.Facts.HasLibraries)
            return;
        await ReadLibrariesAsync(cancellationToken).ConfigureAwait(false);
        await ReadLibraryUsesAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadTriggersAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT TRIGGER_SCHEMA AS object_schema, TRIGGER_NAME AS object_name, 'TRIGGER' AS object_type,
                   JSON_ARRAY(EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_STATEMENT, SQL_MODE, DEFINER, CHARACTER_SET_CLIENT, COLLATION_CONNECTION) AS facts
            FROM information_schema.TRIGGERS
            WHERE {scope.Where("EVENT_OBJECT_SCHEMA", "EVENT_OBJECT_TABLE")}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        AddAll(rows, "trigger");
    }

    private async Task ReadRoutinesAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT ROUTINE_SCHEMA AS object_schema, ROUTINE_NAME AS object_name, ROUTINE_TYPE AS object_type, ROUTINE_DEFINITION IS NULL AS is_hidden,
                   JSON_ARRAY(DTD_IDENTIFIER, CHARACTER_SET_NAME, COLLATION_NAME, ROUTINE_BODY, ROUTINE_DEFINITION, EXTERNAL_LANGUAGE, IS_DETERMINISTIC, SQL_DATA_ACCESS, SECURITY_TYPE, ROUTINE_COMMENT,
                              SQL_MODE, DEFINER, CHARACTER_SET_CLIENT, COLLATION_CONNECTION) AS facts
            FROM information_schema.ROUTINES
            WHERE {scope.Where("ROUTINE_SCHEMA", null)}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        AddAll(rows, "routine");

        // Reading it will say which privilege lacks.
        foreach (var row in rows.Where(row => row.BooleanOrNull("is_hidden") == true))
            builder.MarkUnsure(Key(row));
    }

    private async Task ReadParametersAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT SPECIFIC_SCHEMA AS object_schema, SPECIFIC_NAME AS object_name, ROUTINE_TYPE AS object_type,
                   JSON_ARRAY(ORDINAL_POSITION, PARAMETER_MODE, PARAMETER_NAME, DTD_IDENTIFIER, CHARACTER_SET_NAME, COLLATION_NAME) AS facts
            FROM information_schema.PARAMETERS
            WHERE {scope.Where("SPECIFIC_SCHEMA", null)}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        AddAll(rows, "parameter");
    }

    private async Task ReadEventsAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT EVENT_SCHEMA AS object_schema, EVENT_NAME AS object_name, 'EVENT' AS object_type,
                   JSON_ARRAY(DEFINER, TIME_ZONE, EVENT_BODY, EVENT_DEFINITION, EVENT_TYPE, EXECUTE_AT, INTERVAL_VALUE, INTERVAL_FIELD, SQL_MODE, STARTS, ENDS, STATUS, ON_COMPLETION,
                              EVENT_COMMENT, CHARACTER_SET_CLIENT, COLLATION_CONNECTION) AS facts
            FROM information_schema.EVENTS
            WHERE {scope.Where("EVENT_SCHEMA", null)}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        AddAll(rows, "event");
    }

    private async Task ReadLibrariesAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT LIBRARY_SCHEMA AS object_schema, LIBRARY_NAME AS object_name, 'LIBRARY' AS object_type, LIBRARY_DEFINITION IS NULL AS is_hidden,
                   JSON_ARRAY(LIBRARY_DEFINITION, LANGUAGE, SQL_MODE, LIBRARY_COMMENT) AS facts
            FROM information_schema.LIBRARIES
            WHERE {scope.Where("LIBRARY_SCHEMA", null)}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        AddAll(rows, "library");
        foreach (var row in rows.Where(row => row.BooleanOrNull("is_hidden") == true))
            builder.MarkUnsure(Key(row));
    }

    private async Task ReadLibraryUsesAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT ROUTINE_SCHEMA AS object_schema, ROUTINE_NAME AS object_name, ROUTINE_TYPE AS object_type,
                   JSON_ARRAY(IF(LIBRARY_SCHEMA = ROUTINE_SCHEMA, '', LIBRARY_SCHEMA), LIBRARY_NAME, LIBRARY_VERSION) AS facts
            FROM information_schema.ROUTINE_LIBRARIES
            WHERE {scope.Where("ROUTINE_SCHEMA", null)}
            """,
            scope.Parameters,
            cancellationToken).ConfigureAwait(false);
        AddAll(rows, "uses");
    }

    private ObjectKey Key(SqlRow row) => new(
        row.Text("object_type") switch
        {
            "TRIGGER" => ComparedObject.Trigger,
            "EVENT" => ComparedObject.Event,
            "FUNCTION" => ComparedObject.Function,
            "PROCEDURE" => ComparedObject.Procedure,
            _ => ComparedObject.Library,
        },
        renamer.Rename(new ObjectName(row.Text("object_schema"), row.Text("object_name"))));

    private void AddAll(IReadOnlyList<SqlRow> rows, string about)
    {
        foreach (var row in rows)
            builder.Add(Key(row), about, row.Text("facts"));
    }
}
