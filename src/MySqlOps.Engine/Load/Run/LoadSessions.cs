using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Ledger;
using MySqlOps.Engine.Load.Plan;

namespace MySqlOps.Engine.Load.Run;

/// <summary>Opens the sessions of a load, all set the same way.</summary>
internal sealed class LoadSessions
{
    /// <summary>
    /// What every session is set to. unique_checks stays on: off, it lets InnoDB take a double key into a unique index without a word, and since 8.4, which
    /// buffers no changes of indexes any more, it gains nothing.
    /// </summary>
    public const string Settings =
        "SET SESSION foreign_key_checks = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES', time_zone = '+00:00', innodb_lock_wait_timeout = 50, lock_wait_timeout = 300, wait_timeout = 2147483";

    private readonly MySqlServer _server;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<(string Sql, bool IsNeeded)> _more;
    private readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);

    /// <summary>Prepares to open sessions.</summary>
    /// <param name="facts">What the target is.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="databases">The databases that are loaded.</param>
    /// <param name="time">The clock.</param>
    public LoadSessions(TargetFacts facts, LoadOptions options, IReadOnlyList<string> databases, TimeProvider time)
    {
        // Accounts alone belong to no database.
        Databases = databases.Count > 0 ? databases : [LedgerSchema.Database];
        _time = time;

        // Indexes of large tables take longer than any time-out.
        _server = facts.Server with { CommandTimeout = TimeSpan.Zero };
        _more = [.. FindMore(facts, options)];
    }

    /// <summary>The databases by whose names the load is locked.</summary>
    public IReadOnlyList<string> Databases { get; }

    /// <summary>The settings that the account may not change, as sentences.</summary>
    public IReadOnlyList<string> Refused
    {
        get
        {
            lock (_refused)
                return [.. _refused.Select(pair => $"A session setting is not allowed to the account, so that some tables may not come out as they were ({pair.Key}): {pair.Value}")];
        }
    }

    /// <summary>Opens a session for rows and definitions.</summary>
    /// <param name="slot">Its place among those of the load, from 0.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    public async Task<DataSession> OpenAsync(int slot, CancellationToken cancellationToken)
    {
        var session = await DataSession.OpenAsync(_server, cancellationToken).ConfigureAwait(false);
        try
        {
            await WorkerLock.TakeAsync(session, Databases, slot, _time, cancellationToken).ConfigureAwait(false);
            await session.ExecuteAsync("SET NAMES utf8mb4", cancellationToken).ConfigureAwait(false);
            await ResetAsync(session, cancellationToken).ConfigureAwait(false);
            await KeepWarningsAsync(session, cancellationToken).ConfigureAwait(false);
            foreach (var (sql, isNeeded) in _more)
                await SetAsync(() => session.ExecuteAsync(sql, cancellationToken), sql, isNeeded).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens the session that holds the locks and writes the ledger.</summary>
    public async Task<Session> OpenControlAsync(CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(_server, cancellationToken).ConfigureAwait(false);
        try
        {
            await session.ExecuteAsync("SET SESSION wait_timeout = 2147483, lock_wait_timeout = 300", cancellationToken).ConfigureAwait(false);
            foreach (var (sql, _) in _more.Where(more => more.IsNeeded))
                await session.ExecuteAsync(sql, cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sets a session back to how it was opened, after a script that changed it.</summary>
    public static Task ResetAsync(DataSession session, CancellationToken cancellationToken) => session.ExecuteAsync(Settings, cancellationToken);

    /// <summary>Lets the server keep all warnings that it counts. Where the account may not, it keeps 1024, and a chunk with more harmless ones is taken for one with others.</summary>
    private static async Task KeepWarningsAsync(DataSession session, CancellationToken cancellationToken)
    {
        try
        {
            await session.ExecuteAsync("SET SESSION max_error_count = 65535", cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            // It takes SESSION_VARIABLES_ADMIN.
        }
    }

    private static IEnumerable<(string Sql, bool IsNeeded)> FindMore(TargetFacts facts, LoadOptions options)
    {
        bool Has(string name) => facts.Variables.ContainsKey(name);
        bool IsOn(string name) => facts.Variables.TryGetValue(name, out var value) && value == "ON";
        if (options.SkipBinLog)
            yield return ("SET SESSION sql_log_bin = 0", true);

        // Since 8.4 a foreign key on a parent's plain index is refused, with foreign_key_checks off too (error 6125).
        if (IsOn("restrict_fk_on_non_standard_key"))
            yield return ("SET SESSION restrict_fk_on_non_standard_key = OFF", false);

        // A table without a key would come out with one.
        if (IsOn("sql_generate_invisible_primary_key"))
            yield return ("SET SESSION sql_generate_invisible_primary_key = OFF", false);

        // Off, the first TIMESTAMP of a table gets a default that its definition does not have.
        if (facts.Variables.TryGetValue("explicit_defaults_for_timestamp", out var explicitDefaults) && explicitDefaults == "OFF")
            yield return ("SET SESSION explicit_defaults_for_timestamp = ON", false);
        if (Has("innodb_ddl_buffer_size"))
            yield return ("SET SESSION innodb_ddl_buffer_size = 33554432", false);
    }

    private async Task SetAsync(Func<Task> set, string sql, bool isNeeded)
    {
        try
        {
            await set().ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (!isNeeded && e.Id == ErrorId.PrivilegeMissing)
        {
            lock (_refused)
                _refused[sql] = e.Message;
        }
    }
}
