using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Ledger;

/// <summary>
/// The named locks by which the sessions that load are known. A server does not notice that the client of a waiting statement is gone: a TRUNCATE or DROP that a killed
/// importer left in a queue for a lock would run in the midst of the next one. Its session still holds its lock by then, and is ended by it.
/// </summary>
internal static class WorkerLock
{
    /// <summary>The most sessions of a load.</summary>
    public const int Slots = 64;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>What a rollback of one chunk may take, and more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Makes a session known, and ends the one whose place it takes.</summary>
    /// <param name="session">The session, which holds the locks from now on.</param>
    /// <param name="databases">The databases that it loads.</param>
    /// <param name="slot">Its place among the sessions of the load, from 0.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="MySqlOpsException">LoadBusy: the session before it does not end.</exception>
    public static async Task TakeAsync(DataSession session, IReadOnlyList<string> databases, int slot, TimeProvider time, CancellationToken cancellationToken)
    {
        string[] names = [.. databases.Select(database => Name(database, slot))];
        await EndAsync(session.Server, session.QueryAsync, names, time, cancellationToken).ConfigureAwait(false);
        await session.QueryAsync($"SELECT {string.Join(", ", names.Select(name => $"GET_LOCK({name}, 0)"))}", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the sessions that an importer before this one has left. Call it with the databases' own locks held: there is no other importer then.</summary>
    /// <exception cref="MySqlOpsException">LoadBusy: one of them does not end.</exception>
    public static Task EndAllAsync(Session session, IReadOnlyList<string> databases, TimeProvider time, CancellationToken cancellationToken) => EndAsync(
        session.Server,
        (sql, token) => session.QueryAsync(sql, token),
        [.. databases.SelectMany(database => Enumerable.Range(0, Slots).Select(slot => Name(database, slot)))],
        time,
        cancellationToken);

    private static async Task EndAsync(MySqlServer server, Func<string, CancellationToken, Task<IReadOnlyList<SqlRow>>> query, IReadOnlyList<string> names, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var killed = new HashSet<long>();
        while (await FindAsync(query, names, cancellationToken).ConfigureAwait(false) is { Count: > 0 } left)
        {
            foreach (var id in left.Where(killed.Add))
                await KillAsync(server, query, id, cancellationToken).ConfigureAwait(false);
            if (time.GetElapsedTime(began) > Patience)
                throw Busy(server, left, "does not end", null);
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<IReadOnlyList<long>> FindAsync(Func<string, CancellationToken, Task<IReadOnlyList<SqlRow>>> query, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var found = new List<long>();
        foreach (var some in names.Chunk(512))
        {
            var rows = await query(string.Join(" UNION ", some.Select(name => $"SELECT IS_USED_LOCK({name}) AS id")), cancellationToken).ConfigureAwait(false);
            found.AddRange(rows.Select(row => row.Int64OrNull("id")).OfType<long>());
        }

        return found;
    }

    private static async Task KillAsync(MySqlServer server, Func<string, CancellationToken, Task<IReadOnlyList<SqlRow>>> query, long id, CancellationToken cancellationToken)
    {
        try
        {
            await query(string.Create(CultureInfo.InvariantCulture, $"KILL {id}"), cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber == ServerErrorNumber.NoSuchThread)
        {
            // It has just ended.
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber == ServerErrorNumber.KillDenied)
        {
            throw Busy(server, [id], "belongs to another account, and this one may not end it", e);
        }
    }

    private static MySqlOpsException Busy(MySqlServer server, IReadOnlyList<long> ids, string what, Exception? inner) => new(
        ErrorId.LoadBusy,
        $"{server}: an earlier import of the same databases has left session {string.Join(", ", ids)} at work, which {what}. Wait until it has, or end it with KILL; then import again.",
        server,
        inner);

    private static string Name(string database, int slot) => SqlLiteral.Quote(string.Create(CultureInfo.InvariantCulture, $"{LoadLock.Name(database)}.{slot}"));
}
