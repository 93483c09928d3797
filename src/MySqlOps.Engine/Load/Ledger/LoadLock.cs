using System.Security.Cryptography;
using System.Text;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Ledger;

/// <summary>The named locks that keep a second import out of the same databases (GET_LOCK, manual 14.14). They go with the session that holds them.</summary>
internal static class LoadLock
{
    /// <summary>So many seconds a lock is waited for: the session of an importer that was killed has it until the server notices, which takes as long as its statement.</summary>
    private const int Wait = 5;

    /// <summary>Takes the lock of each database, in the order of the names, so that two imports never wait for each other.</summary>
    /// <param name="session">The session that holds them from now on.</param>
    /// <param name="databases">The databases' names on the target.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="MySqlOpsException">LoadBusy: another import holds one of them.</exception>
    public static async Task TakeAsync(Session session, IEnumerable<string> databases, CancellationToken cancellationToken)
    {
        foreach (var database in databases.Order(StringComparer.OrdinalIgnoreCase))
        {
            var values = Values(database);
            values.Add("wait", Wait);
            var rows = await session.QueryAsync("SELECT GET_LOCK(@name, @wait) AS taken", values, cancellationToken).ConfigureAwait(false);
            if (rows[0].Int64OrNull("taken") != 1)
                throw new MySqlOpsException(ErrorId.LoadBusy, $"Another import is loading into database {database} of {session.Server}. Try again when it is done.", session.Server);
        }
    }

    /// <summary>True when the session still has its lock, which it loses with its connection.</summary>
    public static async Task<bool> IsHeldAsync(Session session, string database, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SELECT IS_USED_LOCK(@name) = CONNECTION_ID() AS held", Values(database), cancellationToken).ConfigureAwait(false);
        return rows[0].Int64OrNull("held") == 1;
    }

    /// <summary>The lock of a database. A lock's name has 64 characters at most, and does not tell capitals: so it is a hash of the folded name.</summary>
    public static string Name(string database) => $"mysqlops.load.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(database.ToUpperInvariant())))[..40]}";

    private static Dictionary<string, object?> Values(string database) => new(StringComparer.Ordinal) { ["name"] = Name(database) };
}
