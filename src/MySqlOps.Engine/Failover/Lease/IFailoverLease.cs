using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Lease;

/// <summary>The right to change a set of servers, which one holder has at a time. Every statement of a switchover or failover goes over the session that holds it.</summary>
internal interface IFailoverLease : IAsyncDisposable
{
    /// <summary>The session that holds the lease of a server.</summary>
    /// <param name="server">One of the members.</param>
    LeasedSession Of(MySqlServer server);

    /// <summary>From now on sessions that the servers ended may be opened anew, when nobody else has taken their locks: to undo what was done, and to finish what can't be undone.</summary>
    void Recover();

    /// <summary>Asks the servers whether the lease is still held.</summary>
    /// <exception cref="MySqlOpsException">FailoverLeaseLost.</exception>
    Task ConfirmAsync(CancellationToken cancellationToken);
}
