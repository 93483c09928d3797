using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Suspension;

/// <summary>Asks servers for the newest order. None that hangs holds up the others.</summary>
internal static class SuspensionReader
{
    /// <summary>Asks; null when nobody knows of an order, or nobody answers.</summary>
    /// <param name="servers">All members: a majority of the replicas among those that answer knows each order.</param>
    /// <param name="limit">How long a server may take.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MySqlOpsException">PrivilegeMissing: the account may not read performance_schema. That must not pass for "not suspended".</exception>
    public static async Task<FailoverSuspension?> ReadAsync(IReadOnlyList<MySqlServer> servers, TimeSpan limit, CancellationToken cancellationToken) =>
        SuspensionJudge.Newest(await Task.WhenAll(servers.Select(server => ReadAsync(server, limit, cancellationToken))).ConfigureAwait(false));

    private static async Task<FailoverSuspension?> ReadAsync(MySqlServer server, TimeSpan limit, CancellationToken cancellationToken)
    {
        var work = ReadAsync(server with { ConnectTimeout = limit, CommandTimeout = limit }, cancellationToken);
        try
        {
            return await work.WaitAsync(limit, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or MySqlOpsException { Id: not ErrorId.PrivilegeMissing })
        {
            Unattended.Forget(work);
            return null;
        }
    }

    private static async Task<FailoverSuspension?> ReadAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            return await SuspensionNotes.ReadAsync(session, cancellationToken).ConfigureAwait(false);
    }
}
