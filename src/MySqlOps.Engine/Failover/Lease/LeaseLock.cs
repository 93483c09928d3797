using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Lease;

/// <summary>
/// The lock of a lease on one server: GET_LOCK (manual 14.14), which works on a read-only server and writes nothing. It goes with its session, and the
/// server ends a session that says nothing for wait_timeout seconds: so whoever is frozen or dead loses the lock by the server's own doing.
/// </summary>
internal static class LeaseLock
{
    /// <summary>One name for all, that of a switchover's locks too: a server has one primary or is one, so that one lock a server keeps two apart whatever either calls its servers.</summary>
    public const string Name = "mysqlops.failover";

    /// <summary>Tries to take the lock.</summary>
    /// <param name="session">The session that holds it from then on.</param>
    /// <param name="options">Who wants it, and for how long it stays without a word.</param>
    /// <param name="wait">How long to wait for whoever has it, in whole seconds: for the end of an own session from before.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>True when it is taken.</returns>
    public static async Task<bool> TryTakeAsync(Session session, LeaseOptions options, TimeSpan wait, CancellationToken cancellationToken)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(options.Span.TotalSeconds));
        await session.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"SET SESSION wait_timeout = {seconds}, lock_wait_timeout = 1"), cancellationToken).ConfigureAwait(false);

        // Where another looks for who holds the lock: performance_schema shows the user variables of each session.
        await session.ExecuteAsync($"SET @mysqlops_failover = {SqlLiteral.Quote(options.Holder)}, @mysqlops_failover_gives_way = {(options.GivesWay ? "1" : "0")}", cancellationToken).ConfigureAwait(false);
        return await session.TextAsync(string.Create(CultureInfo.InvariantCulture, $"SELECT GET_LOCK('{Name}', {wait.TotalSeconds:0})"), cancellationToken).ConfigureAwait(false) == "1";
    }

    /// <summary>True when whoever holds the lock gives way to a suspension.</summary>
    /// <exception cref="MySqlOpsException">PrivilegeMissing without SELECT on performance_schema.</exception>
    public static async Task<bool> IsGivenWayAsync(Session session, CancellationToken cancellationToken) => await session.TextAsync(
        $"""
        SELECT v.VARIABLE_VALUE
        FROM performance_schema.threads t
        JOIN performance_schema.user_variables_by_thread v ON v.THREAD_ID = t.THREAD_ID AND v.VARIABLE_NAME = 'mysqlops_failover_gives_way'
        WHERE t.PROCESSLIST_ID = IS_USED_LOCK('{Name}')
        """,
        cancellationToken).ConfigureAwait(false) == "1";

    /// <summary>Who holds the lock, as "monitor-1 process 4711 (connection 12 from 10.0.0.7:43210)"; null when nobody does.</summary>
    public static async Task<string?> HolderAsync(Session session, CancellationToken cancellationToken) =>
        (await HoldAsync(session, cancellationToken).ConfigureAwait(false))?.ToString();

    /// <summary>Who holds the lock; null when nobody does.</summary>
    public static async Task<LeaseHold?> HoldAsync(Session session, CancellationToken cancellationToken)
    {
        if (await session.TextAsync($"SELECT IS_USED_LOCK('{Name}')", cancellationToken).ConfigureAwait(false) is not { } text)
            return null;
        var id = long.Parse(text, CultureInfo.InvariantCulture);
        try
        {
            var rows = await session.QueryAsync(
                $"""
                SELECT t.PROCESSLIST_HOST AS host, v.VARIABLE_VALUE AS holder
                FROM performance_schema.threads t
                LEFT JOIN performance_schema.user_variables_by_thread v ON v.THREAD_ID = t.THREAD_ID AND v.VARIABLE_NAME = 'mysqlops_failover'
                WHERE t.PROCESSLIST_ID = {id.ToString(CultureInfo.InvariantCulture)}
                """,
                cancellationToken).ConfigureAwait(false);
            return rows.Count == 0 ? new LeaseHold(id, null, null, false) : new LeaseHold(id, rows[0].TextOrNull("holder"), rows[0].TextOrNull("host"), true);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return new LeaseHold(id, null, null, false);
        }
    }
}
