using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Catalog;

/// <summary>
/// Reads what a selection holds on a server: a handful of statements on information_schema for all of it together, and one SHOW CREATE an object where definitions are
/// wanted, these on several sessions at once.
/// </summary>
internal static class CatalogReader
{
    /// <summary>Past four sessions the server's own dictionary is what one waits for.</summary>
    private const int SessionLimit = 4;

    /// <summary>Reads over sessions of its own.</summary>
    /// <param name="server">The server.</param>
    /// <param name="selection">Which objects.</param>
    /// <param name="detail">How much of them.</param>
    /// <param name="observer">Hears of objects that vanished while they were read, and a warning for each that could not be kept.</param>
    /// <param name="cancellationToken">Cancels; what runs on the server is killed.</param>
    /// <exception cref="MySqlOpsException">The server can't be reached or refuses a statement; PrivilegeMissing for a routine whose body the account may not read.</exception>
    public static async Task<ServerCatalog> ReadAsync(
        MySqlServer server, CatalogSelection selection, CatalogDetail detail, IOperationObserver observer, CancellationToken cancellationToken)
    {
        var sessions = new List<Session>();
        try
        {
            var count = detail == CatalogDetail.Definitions ? SessionLimit : 1;
            for (var i = 0; i < count; i++)
                sessions.Add(await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false));
            return await ReadAsync(sessions, selection, detail, observer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (var session in sessions)
                await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Reads over sessions that the caller has, all to one server. Some of their settings and their selected database change.</summary>
    /// <param name="sessions">One or more; the first asks for everything but definitions.</param>
    /// <param name="selection">Which objects.</param>
    /// <param name="detail">How much of them.</param>
    /// <param name="observer">Hears of objects that vanished while they were read, and a warning for each that could not be kept.</param>
    /// <param name="cancellationToken">Cancels; what runs on the server is killed.</param>
    /// <exception cref="MySqlOpsException">The server refuses a statement; PrivilegeMissing for a routine whose body the account may not read.</exception>
    public static async Task<ServerCatalog> ReadAsync(
        IReadOnlyList<Session> sessions, CatalogSelection selection, CatalogDetail detail, IOperationObserver observer, CancellationToken cancellationToken)
    {
        var readers = sessions.Select(session => new DefinitionReader(session, observer)).ToArray();
        await Task.WhenAll(readers.Select(reader => reader.PrepareAsync(cancellationToken))).ConfigureAwait(false);
        return await new CatalogReading(sessions[0], new SessionCrew(readers), detail, observer).RunAsync(selection, cancellationToken).ConfigureAwait(false);
    }
}
