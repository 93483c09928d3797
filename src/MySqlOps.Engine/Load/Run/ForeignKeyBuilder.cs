using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Plan;

namespace MySqlOps.Engine.Load.Run;

/// <summary>Makes foreign keys, which the server does not check while foreign_key_checks is off, and counts the rows that they should have refused.</summary>
internal static class ForeignKeyBuilder
{
    /// <summary>Makes those that are not there yet.</summary>
    public static async Task BuildAsync(DataSession session, LoadStep step, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync($"USE {SqlIdentifier.Quote(step.Target.Database)}", cancellationToken).ConfigureAwait(false);
        var missing = await FindMissingAsync(session, step, cancellationToken).ConfigureAwait(false);
        while (missing.Count > 0)
        {
            try
            {
                await session.ExecuteAsync($"ALTER TABLE {step.Target.Quoted} {string.Join(", ", missing.Select(key => $"ADD {key.Text}"))}", cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (MySqlOpsException e) when (e.ServerErrorNumber is { } number)
            {
                // The ALTER TABLE of an importer that was killed runs on; ours has waited for it, and its keys are there now.
                var rest = number == ServerErrorNumber.ForeignKeyExists ? await FindMissingAsync(session, step, cancellationToken).ConfigureAwait(false) : missing;
                if (rest.Count == missing.Count)
                    throw StatementRunner.Explain(step, e);
                missing = rest;
            }
        }
    }

    /// <summary>The keys with rows that lack their parent.</summary>
    public static async Task<IReadOnlyList<OrphanedRows>> FindOrphansAsync(DataSession session, LoadStep step, CancellationToken cancellationToken)
    {
        var found = new List<OrphanedRows>();
        foreach (var key in step.ForeignKeys)
        {
            var parent = new ObjectName(key.ReferencedDatabase ?? step.Target.Database, key.ReferencedTable);
            var count = await CountAsync(session, OrphanQuery.Text(step.Target, parent, [.. key.Columns.Zip(key.ReferencedColumns)]), cancellationToken).ConfigureAwait(false)
                ?? await CountAsync(session, OrphanQuery.TextWithoutParent(step.Target, key.Columns), cancellationToken).ConfigureAwait(false);
            if (count > 0)
                found.Add(new OrphanedRows(step.Target, key.Name, parent, count.Value));
        }

        return found;
    }

    private static async Task<IReadOnlyList<ForeignKeyElement>> FindMissingAsync(DataSession session, LoadStep step, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT CONSTRAINT_NAME AS name
            FROM information_schema.TABLE_CONSTRAINTS
            WHERE CONSTRAINT_TYPE = 'FOREIGN KEY' AND TABLE_SCHEMA = {SqlLiteral.Quote(step.Target.Database)} AND TABLE_NAME = {SqlLiteral.Quote(step.Target.Name)}
            """,
            cancellationToken).ConfigureAwait(false);
        var there = rows.Select(row => row.Text("name")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. step.ForeignKeys.Where(key => !there.Contains(key.Name))];
    }

    /// <summary>The count; null when a table is missing.</summary>
    private static async Task<long?> CountAsync(DataSession session, string sql, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await session.QueryAsync(sql, cancellationToken).ConfigureAwait(false);
            return rows[0].Int64("orphans");
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is ServerErrorNumber.TableMissing or ServerErrorNumber.UnknownDatabase)
        {
            return null;
        }
    }
}
