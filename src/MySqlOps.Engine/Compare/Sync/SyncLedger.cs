using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>
/// What a run has done, kept on the server that it changes. Statements on definitions are recorded before and after, because they end transactions; rows of tables without a key are recorded in
/// the transaction that changes them. Rows with a key need no record: their guards tell. A server has one unfinished run at most, and another replaces it.
/// </summary>
internal sealed class SyncLedger
{
    /// <summary>The database that holds what MySqlOps keeps on a server.</summary>
    public const string Database = "mysqlops";

    /// <summary>The newest form of these tables that this build knows.</summary>
    private const int Version = 1;

    private static readonly string[] Tables =
    [
        """
        CREATE TABLE IF NOT EXISTS mysqlops.sync_run (
            id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
            ledger_version SMALLINT UNSIGNED NOT NULL,
            fingerprint CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
            state ENUM('Running', 'Finished', 'Abandoned') NOT NULL,
            started DATETIME(6) NOT NULL,
            finished DATETIME(6) NULL,
            KEY (state)
        ) ENGINE=InnoDB
        """,
        """
        CREATE TABLE IF NOT EXISTS mysqlops.sync_step (
            run BIGINT UNSIGNED NOT NULL,
            step CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
            state ENUM('Begun', 'Done') NOT NULL,
            PRIMARY KEY (run, step)
        ) ENGINE=InnoDB
        """,
        """
        CREATE TABLE IF NOT EXISTS mysqlops.sync_trigger (
            database_name VARCHAR(64) NOT NULL,
            trigger_name VARCHAR(64) NOT NULL,
            table_name VARCHAR(64) NOT NULL,
            manipulation CHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
            position INT UNSIGNED NOT NULL,
            sql_mode TEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
            client_set VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
            connection_collation VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
            statement LONGBLOB NOT NULL,
            PRIMARY KEY (database_name, trigger_name)
        ) ENGINE=InnoDB
        """,
    ];

    private readonly DataSession _session;
    private readonly long _run;
    private readonly Dictionary<string, bool> _known;

    private SyncLedger(DataSession session, long run, Dictionary<string, bool> known, bool isResumed)
    {
        _session = session;
        _run = run;
        _known = known;
        IsResumed = isResumed;
    }

    /// <summary>True when an earlier run of the very same plan is gone on with.</summary>
    public bool IsResumed { get; }

    /// <summary>Opens the ledger, which is made where it is missing, for a plan.</summary>
    /// <param name="session">The session that writes it.</param>
    /// <param name="fingerprint">The plan's fingerprint.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MySqlOpsException">SyncLedgerFailed.</exception>
    public static async Task<SyncLedger> OpenAsync(DataSession session, string fingerprint, CancellationToken cancellationToken)
    {
        try
        {
            await EnsureAsync(session, cancellationToken).ConfigureAwait(false);
            return await BeginAsync(session, fingerprint, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id is ErrorId.PrivilegeMissing or ErrorId.QueryFailed)
        {
            var server = session.Server;
            var grant = e.Id == ErrorId.PrivilegeMissing ? $" Grant {server.User} CREATE, SELECT, INSERT, UPDATE and DELETE on {Database}.*." : "";
            throw e.Retell(ErrorId.SyncLedgerFailed, $"The record of synchronizations can't be made or read on {server}: {e.Message}{grant}", server);
        }
    }

    /// <summary>True when the step is done.</summary>
    public bool IsDone(string step) => _known.TryGetValue(step, out var isDone) && isDone;

    /// <summary>True when the step was begun by an earlier run, which did not come to say whether it was done.</summary>
    public bool IsBegun(string step) => _known.TryGetValue(step, out var isDone) && !isDone;

    /// <summary>Records that a step begins.</summary>
    public Task BeginAsync(string step, CancellationToken cancellationToken) => WriteAsync("INSERT IGNORE INTO mysqlops.sync_step (run, step, state) VALUES", step, "Begun", cancellationToken);

    /// <summary>Records that a step is done, in the transaction that is open or by itself.</summary>
    public Task EndAsync(string step, CancellationToken cancellationToken) => WriteAsync("REPLACE INTO mysqlops.sync_step (run, step, state) VALUES", step, "Done", cancellationToken);

    /// <summary>Records that a step was not done.</summary>
    public Task ForgetAsync(string step, CancellationToken cancellationToken) =>
        _session.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM mysqlops.sync_step WHERE run = {_run} AND step = {SqlLiteral.Quote(step)}"), cancellationToken);

    /// <summary>Closes the run: what it did counts no longer.</summary>
    public Task CloseAsync(CancellationToken cancellationToken) => CloseAsync(_session, _run, "Finished", cancellationToken);

    private static async Task EnsureAsync(DataSession session, CancellationToken cancellationToken)
    {
        // CREATE ... IF NOT EXISTS would wait for everybody who is in these tables, and be in the binary log each time.
        var there = await session.TextAsync(
            "SELECT COUNT(*) AS tables FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'mysqlops' AND TABLE_NAME IN ('sync_run', 'sync_step', 'sync_trigger')",
            cancellationToken).ConfigureAwait(false);
        if (there == "3")
            return;
        await session.ExecuteAsync("CREATE DATABASE IF NOT EXISTS mysqlops DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", cancellationToken).ConfigureAwait(false);
        foreach (var statement in Tables)
            await session.ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<SyncLedger> BeginAsync(DataSession session, string fingerprint, CancellationToken cancellationToken)
    {
        var runs = await session.QueryAsync("SELECT id, ledger_version, fingerprint FROM mysqlops.sync_run WHERE state = 'Running' ORDER BY id", cancellationToken).ConfigureAwait(false);
        if (runs.Any(row => row.Int64("ledger_version") > Version))
            throw new MySqlOpsException(ErrorId.SyncLedgerFailed, $"{session.Server} has an unfinished synchronization of a newer version of MySqlOps. Finish it with that version.", session.Server);
        var same = runs.LastOrDefault(row => row.Text("fingerprint") == fingerprint);
        foreach (var other in runs.Where(row => row != same))
            await CloseAsync(session, other.Int64("id"), "Abandoned", cancellationToken).ConfigureAwait(false);
        if (same is not null)
            return new SyncLedger(session, same.Int64("id"), await ReadAsync(session, same.Int64("id"), cancellationToken).ConfigureAwait(false), isResumed: true);
        await session.ExecuteAsync(
            string.Create(CultureInfo.InvariantCulture, $"INSERT INTO mysqlops.sync_run (ledger_version, fingerprint, state, started) VALUES ({Version}, {SqlLiteral.Quote(fingerprint)}, 'Running', UTC_TIMESTAMP(6))"),
            cancellationToken).ConfigureAwait(false);
        var id = await session.TextAsync("SELECT LAST_INSERT_ID() AS id", cancellationToken).ConfigureAwait(false);
        return new SyncLedger(session, long.Parse(id!, CultureInfo.InvariantCulture), new Dictionary<string, bool>(StringComparer.Ordinal), isResumed: false);
    }

    private static async Task<Dictionary<string, bool>> ReadAsync(DataSession session, long run, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(string.Create(CultureInfo.InvariantCulture, $"SELECT step, state FROM mysqlops.sync_step WHERE run = {run}"), cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(static row => row.Text("step"), static row => row.Text("state") == "Done", StringComparer.Ordinal);
    }

    private static async Task CloseAsync(DataSession session, long run, string state, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM mysqlops.sync_step WHERE run = {run}"), cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync(
            string.Create(CultureInfo.InvariantCulture, $"UPDATE mysqlops.sync_run SET state = {SqlLiteral.Quote(state)}, finished = UTC_TIMESTAMP(6) WHERE id = {run}"),
            cancellationToken).ConfigureAwait(false);
    }

    private Task<StatementOutcome> WriteAsync(string statement, string step, string state, CancellationToken cancellationToken) =>
        _session.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"{statement} ({_run}, {SqlLiteral.Quote(step)}, '{state}')"), cancellationToken);
}
