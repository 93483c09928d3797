using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Plan;

namespace MySqlOps.Engine.Load.Run;

/// <summary>Makes the indexes of a table that has its rows: those that are not there yet, as many in one ALTER TABLE as the server's disk allows.</summary>
internal static class IndexBuilder
{
    /// <summary>Makes them.</summary>
    public static async Task BuildAsync(DataSession session, LoadStep step, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync($"USE {SqlIdentifier.Quote(step.Target.Database)}", cancellationToken).ConfigureAwait(false);
        var missing = await FindMissingAsync(session, step, cancellationToken).ConfigureAwait(false);
        while (missing.Count > 0)
        {
            try
            {
                await AddAsync(session, step, missing, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (MySqlOpsException e) when (e.ServerErrorNumber == ServerErrorNumber.IndexExists)
            {
                // The ALTER TABLE of an importer that was killed runs on; ours has waited for it, and its indexes are there now.
                var rest = await FindMissingAsync(session, step, cancellationToken).ConfigureAwait(false);
                if (rest.Count == missing.Count)
                    throw;
                missing = rest;
            }
        }
    }

    /// <summary>All at once, but for FULLTEXT indexes after the first: InnoDB makes one at a time (error 1795).</summary>
    internal static IEnumerable<IReadOnlyList<IndexElement>> Batches(IReadOnlyList<IndexElement> indexes)
    {
        var alone = indexes.Where(index => index.Kind == IndexKind.FullText).Skip(1).ToArray();
        var together = indexes.Except(alone).ToArray();
        if (together.Length > 0)
            yield return together;
        foreach (var index in alone)
            yield return [index];
    }

    private static async Task<IReadOnlyList<IndexElement>> FindMissingAsync(DataSession session, LoadStep step, CancellationToken cancellationToken)
    {
        var there = await ReadIndexesAsync(session, step.Target, cancellationToken).ConfigureAwait(false);
        return [.. step.Indexes.Where(index => !there.Contains(index.Name))];
    }

    private static async Task AddAsync(DataSession session, LoadStep step, IReadOnlyList<IndexElement> missing, CancellationToken cancellationToken)
    {
        var batches = new Stack<IReadOnlyList<IndexElement>>(Batches(missing).Reverse());
        while (batches.TryPop(out var batch))
        {
            try
            {
                await session.ExecuteAsync($"ALTER TABLE {step.Target.Quoted} {string.Join(", ", batch.Select(index => $"ADD {index.Text}"))}", cancellationToken).ConfigureAwait(false);
            }
            catch (MySqlOpsException e) when (e.ServerErrorNumber == ServerErrorNumber.TemporaryFileWriteFailed && batch.Count > 1)
            {
                // innodb_tmpdir is full: fewer indexes at once need less of it.
                batches.Push([.. batch.Skip(batch.Count / 2)]);
                batches.Push([.. batch.Take(batch.Count / 2)]);
            }
            catch (MySqlOpsException e) when (e.ServerErrorNumber is not null)
            {
                throw e.Retell(e.Id, $"Add indexes {string.Join(", ", batch.Select(index => index.Name))} to {step.Target}: {e.Message}", e.Target);
            }
        }
    }

    private static async Task<IReadOnlySet<string>> ReadIndexesAsync(DataSession session, ObjectName table, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT DISTINCT INDEX_NAME AS name
            FROM information_schema.STATISTICS
            WHERE TABLE_SCHEMA = {SqlLiteral.Quote(table.Database)} AND TABLE_NAME = {SqlLiteral.Quote(table.Name)}
            """,
            cancellationToken).ConfigureAwait(false);
        return rows.Select(row => row.Text("name")).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
