using System.Globalization;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Ledger;

/// <summary>Reads a target's ledger, and makes nothing where there is none.</summary>
internal sealed class LedgerReader(Session session)
{
    /// <summary>True when the ledger's tables are there.</summary>
    public async Task<bool> ExistsAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'mysqlops' AND TABLE_NAME IN ('load_run', 'load_object', 'load_chunk')",
            cancellationToken).ConfigureAwait(false);
        return rows.Count == 3;
    }

    /// <summary>How many chunks of a load are committed.</summary>
    public async Task<long> CountChunksAsync(long id, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "SELECT COUNT(*) AS chunks FROM mysqlops.load_chunk WHERE run = @run",
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["run"] = id },
            cancellationToken).ConfigureAwait(false);
        return rows[0].Int64("chunks");
    }

    /// <summary>The loads that are unfinished, oldest first.</summary>
    /// <exception cref="MySqlOpsException">LoadLedgerFailed: the ledger is of a newer version, or can't be read.</exception>
    public async Task<IReadOnlyList<LedgerLoad>> ReadUnfinishedAsync(CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(cancellationToken).ConfigureAwait(false))
            return [];
        try
        {
            return await ReadLoadsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id is ErrorId.PrivilegeMissing or ErrorId.QueryFailed)
        {
            throw new MySqlOpsException(
                ErrorId.LoadLedgerFailed,
                $"The ledger of imports in database {LedgerSchema.Database} on {session.Server} can't be read: {e.Message}",
                session.Server,
                e);
        }
    }

    private async Task<IReadOnlyList<LedgerLoad>> ReadLoadsAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT id, ledger_version, export_id, request, state, gtid_set
            FROM mysqlops.load_run
            WHERE state IN ('Clearing', 'Loading')
            ORDER BY id
            """,
            cancellationToken).ConfigureAwait(false);
        if (rows.Any(row => row.Int64("ledger_version") > LedgerSchema.Version))
        {
            throw new MySqlOpsException(
                ErrorId.LoadLedgerFailed,
                $"{session.Server} has an unfinished import of a newer version of MySqlOps. Finish it with that version.",
                session.Server);
        }

        var loads = new List<LedgerLoad>();
        foreach (var row in rows)
        {
            var id = row.Int64("id");
            loads.Add(new LedgerLoad
            {
                Id = id,
                ExportId = row.Text("export_id"),
                Request = row.Text("request"),
                State = Enum.Parse<LedgerState>(row.Text("state")),
                GtidSet = row.TextOrNull("gtid_set"),
                Objects = await ReadObjectsAsync(id, cancellationToken).ConfigureAwait(false),
                Chunks = await ReadChunksAsync(id, cancellationToken).ConfigureAwait(false),
            });
        }

        return loads;
    }

    private async Task<IReadOnlySet<LedgerObject>> ReadObjectsAsync(long id, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "SELECT kind, database_name, object_name FROM mysqlops.load_object WHERE run = @run",
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["run"] = id },
            cancellationToken).ConfigureAwait(false);
        return rows.Select(row => new LedgerObject(row.Text("kind"), row.Text("database_name"), row.Text("object_name"))).ToHashSet();
    }

    private async Task<IReadOnlyDictionary<ObjectName, IReadOnlySet<int>>> ReadChunksAsync(long id, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "SELECT database_name, table_name, chunk FROM mysqlops.load_chunk WHERE run = @run",
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["run"] = id },
            cancellationToken).ConfigureAwait(false);
        return rows
            .GroupBy(row => new ObjectName(row.Text("database_name"), row.Text("table_name")))
            .ToDictionary(
                group => group.Key,
                group => (IReadOnlySet<int>)group.Select(row => int.Parse(row.Text("chunk"), CultureInfo.InvariantCulture)).ToHashSet());
    }
}
