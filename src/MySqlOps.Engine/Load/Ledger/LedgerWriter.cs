using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Ledger;

/// <summary>Writes a target's ledger, all but the rows of chunks: those are written in the chunks' own transactions (<see cref="LedgerChunk"/>).</summary>
internal sealed class LedgerWriter(Session session)
{
    /// <summary>How many objects one INSERT records.</summary>
    private const int ObjectsAtOnce = 500;

    /// <summary>Makes the ledger where it is missing.</summary>
    /// <exception cref="MySqlOpsException">LoadLedgerFailed: it can't be made.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        // CREATE ... IF NOT EXISTS would wait for every transaction of another import that is in these tables.
        if (await new LedgerReader(session).ExistsAsync(cancellationToken).ConfigureAwait(false))
            return;
        try
        {
            foreach (var statement in LedgerSchema.Statements)
                await session.ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id is ErrorId.PrivilegeMissing or ErrorId.QueryFailed)
        {
            throw new MySqlOpsException(
                ErrorId.LoadLedgerFailed,
                $"The ledger of imports can't be made on {session.Server}: {e.Message}{(e.Id == ErrorId.PrivilegeMissing ? $" Grant {session.Server.User} CREATE, SELECT, INSERT, UPDATE and DELETE on {LedgerSchema.Database}.*." : "")}",
                session.Server,
                e);
        }
    }

    /// <summary>Records that a load begins with clearing away what is there.</summary>
    /// <returns>Its number.</returns>
    public async Task<long> BeginAsync(string exportId, string request, string origin, string? gtidSet, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["version"] = LedgerSchema.Version,
            ["export"] = exportId,
            ["request"] = request,
            ["origin"] = origin.Length > 1000 ? origin[..1000] : origin,
            ["gtids"] = gtidSet,
        };
        await session.QueryAsync(
            """
            INSERT INTO mysqlops.load_run (ledger_version, export_id, request, origin, state, gtid_set, started)
            VALUES (@version, @export, @request, @origin, 'Clearing', @gtids, UTC_TIMESTAMP(6))
            """,
            values,
            cancellationToken).ConfigureAwait(false);
        var rows = await session.QueryAsync("SELECT LAST_INSERT_ID() AS id", cancellationToken).ConfigureAwait(false);
        return rows[0].Int64("id");
    }

    /// <summary>Records what the load makes, and that all of these names are free now: what has one of them from here on is the load's own. What is recorded already stays so.</summary>
    public async Task EnterLoadingAsync(long id, IReadOnlyCollection<LedgerObject> objects, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("START TRANSACTION", cancellationToken).ConfigureAwait(false);
        foreach (var some in objects.Chunk(ObjectsAtOnce))
        {
            var values = new Dictionary<string, object?>(StringComparer.Ordinal) { ["run"] = id };
            var tuples = new List<string>();
            for (var i = 0; i < some.Length; i++)
            {
                values[$"k{i}"] = some[i].Kind;
                values[$"d{i}"] = some[i].Database;
                values[$"n{i}"] = some[i].Name;
                tuples.Add($"(@run, @k{i}, @d{i}, @n{i})");
            }

            await session.QueryAsync(
                $"INSERT IGNORE INTO mysqlops.load_object (run, kind, database_name, object_name) VALUES {string.Join(", ", tuples)}",
                values,
                cancellationToken).ConfigureAwait(false);
        }

        await SetStateAsync(id, LedgerState.Loading, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync("COMMIT", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Records that a table is filled from the start again.</summary>
    public Task ForgetChunksAsync(long id, ObjectName table, CancellationToken cancellationToken) =>
        session.QueryAsync(
            "DELETE FROM mysqlops.load_chunk WHERE run = @run AND database_name = @database AND table_name = @table",
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["run"] = id, ["database"] = table.Database, ["table"] = table.Name },
            cancellationToken);

    /// <summary>Closes a load: finished, or abandoned for another. Its row stays, with the sums of its chunks.</summary>
    public async Task CloseAsync(long id, LedgerState state, CancellationToken cancellationToken)
    {
        var run = new Dictionary<string, object?>(StringComparer.Ordinal) { ["run"] = id };
        await session.ExecuteAsync("START TRANSACTION", cancellationToken).ConfigureAwait(false);
        await session.QueryAsync(
            """
            UPDATE mysqlops.load_run
            SET finished = UTC_TIMESTAMP(6),
                row_count = (SELECT COALESCE(SUM(row_count), 0) FROM mysqlops.load_chunk WHERE run = @run),
                byte_count = (SELECT COALESCE(SUM(byte_count), 0) FROM mysqlops.load_chunk WHERE run = @run)
            WHERE id = @run
            """,
            run,
            cancellationToken).ConfigureAwait(false);
        await session.QueryAsync("DELETE FROM mysqlops.load_chunk WHERE run = @run", run, cancellationToken).ConfigureAwait(false);
        await session.QueryAsync("DELETE FROM mysqlops.load_object WHERE run = @run", run, cancellationToken).ConfigureAwait(false);
        await SetStateAsync(id, state, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync("COMMIT", cancellationToken).ConfigureAwait(false);
    }

    private Task<IReadOnlyList<SqlRow>> SetStateAsync(long id, LedgerState state, CancellationToken cancellationToken) =>
        session.QueryAsync(
            "UPDATE mysqlops.load_run SET state = @state WHERE id = @run",
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["run"] = id, ["state"] = state.ToString() },
            cancellationToken);
}
