using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>Looks for children without parents when all is done: while rows are changed foreign keys are not checked.</summary>
internal static class OrphanSearch
{
    /// <summary>Looks.</summary>
    /// <param name="server">The server.</param>
    /// <param name="tables">The tables whose rows or foreign keys were changed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was found, as sentences.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(MySqlServer server, IReadOnlyCollection<ObjectName> tables, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        if (tables.Count == 0)
            return found;
        var session = await Session.OpenAsync(server with { CommandTimeout = TimeSpan.Zero }, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            foreach (var key in await ForeignKeyReader.ReadAsync(session, tables, cancellationToken).ConfigureAwait(false))
            {
                if (await CountAsync(session, key, cancellationToken).ConfigureAwait(false) is > 0 and var count)
                    found.Add($"{server}: {count} rows of {key.Child} have no parent in {key.Parent} (foreign key {key.Name}). They are so on the source too, or somebody wrote meanwhile: compare again.");
            }
        }

        return found;
    }

    /// <summary>The rows without a parent; null when a table is missing.</summary>
    private static async Task<long?> CountAsync(Session session, ForeignKeyFacts key, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await session.QueryAsync(OrphanQuery.Text(key.Child, key.Parent, key.Columns), cancellationToken).ConfigureAwait(false);
            return rows[0].Int64("orphans");
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is { } number && (ServerErrorNumber.IsTableChanged(number) || ServerErrorNumber.IsPrivilegeMissing(number)))
        {
            return null;
        }
    }
}
