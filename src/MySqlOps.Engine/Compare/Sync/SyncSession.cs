using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>Opens the session that changes a server. It alone may: a named lock keeps others out, until the server has ended it (GET_LOCK, manual 14.14).</summary>
internal static class SyncSession
{
    private const string Lock = "mysqlops.sync";

    /// <summary>A run that was just cancelled holds the lock until the server has noticed.</summary>
    private const int LockSeconds = 10;

    /// <summary>Opens it.</summary>
    /// <exception cref="MySqlOpsException">SyncBusy: another synchronization runs there.</exception>
    public static async Task<DataSession> OpenAsync(MySqlServer server, SyncOptions options, CancellationToken cancellationToken)
    {
        var session = await DataSession.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        try
        {
            await PrepareAsync(session, options, cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sets a session back to how it was opened, after a definition that needed other settings.</summary>
    public static async Task ResetAsync(DataSession session, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("SET NAMES utf8mb4", cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync(ChangeScript.Settings, cancellationToken).ConfigureAwait(false);
    }

    private static async Task PrepareAsync(DataSession session, SyncOptions options, CancellationToken cancellationToken)
    {
        if (options.SkipBinLog)
            await session.ExecuteAsync("SET SESSION sql_log_bin = 0", cancellationToken).ConfigureAwait(false);
        await TakeLockAsync(session, cancellationToken).ConfigureAwait(false);
        await ResetAsync(session, cancellationToken).ConfigureAwait(false);
        var seconds = Math.Max(1, (long)options.LockTimeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await session.ExecuteAsync($"SET SESSION lock_wait_timeout = {seconds}, innodb_lock_wait_timeout = {seconds}", cancellationToken).ConfigureAwait(false);

        // A foreign key on a parent's plain index; a table without a key, which is to stay so; a TIMESTAMP without a default.
        foreach (var setting in new[] { "restrict_fk_on_non_standard_key = OFF", "sql_generate_invisible_primary_key = OFF", "explicit_defaults_for_timestamp = ON" })
        {
            try
            {
                await session.ExecuteAsync($"SET SESSION {setting}", cancellationToken).ConfigureAwait(false);
            }
            catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing || e.ServerErrorNumber == ServerErrorNumber.UnknownSystemVariable)
            {
                // The definition that would need it fails, and says so.
            }
        }
    }

    private static async Task TakeLockAsync(DataSession session, CancellationToken cancellationToken)
    {
        var taken = await session.TextAsync(string.Create(CultureInfo.InvariantCulture, $"SELECT GET_LOCK('{Lock}', {LockSeconds}) AS taken"), cancellationToken).ConfigureAwait(false);
        if (taken == "1")
            return;
        var holder = await session.TextAsync($"SELECT IS_USED_LOCK('{Lock}') AS holder", cancellationToken).ConfigureAwait(false);
        throw new MySqlOpsException(
            ErrorId.SyncBusy,
            $"Another synchronization changes {session.Server.Endpoint}{(holder is null ? "" : $" in session {holder}")}, or a statement of one that was killed still runs there. Try again when it is done, or end the session with KILL.",
            session.Server);
    }
}
