using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>Lists the objects of databases by name, one statement a kind.</summary>
internal sealed class TargetObjectReader(Session session)
{
    /// <summary>Lists them.</summary>
    public async Task<IReadOnlyList<TargetObject>> ReadAsync(IReadOnlyCollection<string> databases, CancellationToken cancellationToken)
    {
        if (databases.Count == 0)
            return [];
        var names = databases.Select((name, i) => (Key: $"d{i}", name)).ToArray();
        var values = names.ToDictionary(pair => pair.Key, pair => (object?)pair.name, StringComparer.Ordinal);
        var list = string.Join(", ", names.Select(pair => $"@{pair.Key}"));
        var objects = new List<TargetObject>();
        foreach (var sql in Statements(list, session.Facts.HasLibraries))
        {
            var rows = await session.QueryAsync(sql, values, cancellationToken).ConfigureAwait(false);
            objects.AddRange(rows.Select(row => new TargetObject(row.Text("kind"), row.Text("db"), row.Text("name"), row.TextOrNull("detail"))));
        }

        return objects;
    }

    private static IEnumerable<string> Statements(string list, bool hasLibraries)
    {
        yield return
            $"""
            SELECT IF(TABLE_TYPE = 'VIEW', 'VIEW', 'TABLE') AS kind, TABLE_SCHEMA AS db, TABLE_NAME AS name, ENGINE AS detail
            FROM information_schema.TABLES
            WHERE TABLE_SCHEMA IN ({list})
            """;
        yield return
            $"""
            SELECT ROUTINE_TYPE AS kind, ROUTINE_SCHEMA AS db, ROUTINE_NAME AS name, NULL AS detail
            FROM information_schema.ROUTINES
            WHERE ROUTINE_SCHEMA IN ({list}) AND ROUTINE_TYPE IN ('FUNCTION', 'PROCEDURE')
            """;
        yield return
            $"""
            SELECT 'TRIGGER' AS kind, TRIGGER_SCHEMA AS db, TRIGGER_NAME AS name, CONCAT(EVENT_MANIPULATION, ' ', EVENT_OBJECT_TABLE) AS detail
            FROM information_schema.TRIGGERS
            WHERE TRIGGER_SCHEMA IN ({list})
            """;
        yield return
            $"""
            SELECT 'EVENT' AS kind, EVENT_SCHEMA AS db, EVENT_NAME AS name, NULL AS detail
            FROM information_schema.EVENTS
            WHERE EVENT_SCHEMA IN ({list})
            """;
        if (hasLibraries)
        {
            yield return
                $"""
                SELECT 'LIBRARY' AS kind, LIBRARY_SCHEMA AS db, LIBRARY_NAME AS name, NULL AS detail
                FROM information_schema.LIBRARIES
                WHERE LIBRARY_SCHEMA IN ({list})
                """;
        }
    }
}
