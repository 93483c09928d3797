using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Suspension;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>Reads what the members have on record for monitors. None that hangs holds up the others.</summary>
internal static class RecordsReader
{
    /// <summary>How many runs count.</summary>
    private const int Count = 50;

    /// <summary>Asks over sessions of its own.</summary>
    /// <exception cref="MySqlOpsException">PrivilegeMissing: what may not be read must not pass for nothing.</exception>
    public static Task<MonitorRecords> ReadAsync(IEnumerable<MySqlServer> servers, TimeSpan limit, CancellationToken cancellationToken) =>
        MergeAsync(servers.Select(server => ReadAsync(server with { ConnectTimeout = limit, CommandTimeout = limit }, cancellationToken)), limit, cancellationToken);

    /// <summary>Asks over the sessions of a lease that are held.</summary>
    /// <exception cref="MySqlOpsException">PrivilegeMissing.</exception>
    public static Task<MonitorRecords> ReadAsync(MajorityLease lease, IEnumerable<MySqlServer> servers, TimeSpan limit, CancellationToken cancellationToken) =>
        MergeAsync(servers.Select(lease.Of).Where(static member => member.IsHeld).Select(member => member.UseAsync(ReadAsync, limit, cancellationToken)), limit, cancellationToken);

    private static async Task<MonitorRecords> MergeAsync(IEnumerable<Task<Own>> asking, TimeSpan limit, CancellationToken cancellationToken)
    {
        var all = await Task.WhenAll(asking.Select(one => LimitAsync(one, limit, cancellationToken))).ConfigureAwait(false);
        return new MonitorRecords(SuspensionJudge.Newest(all.Select(static own => own?.Order)), JournalJudge.Runs(all.OfType<Own>().Select(static own => own.Runs)));
    }

    private static async Task<Own?> LimitAsync(Task<Own> work, TimeSpan limit, CancellationToken cancellationToken)
    {
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

    private static async Task<Own> ReadAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            return await ReadAsync(session, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Own> ReadAsync(Session session, CancellationToken cancellationToken) =>
        new(await SuspensionNotes.ReadAsync(session, cancellationToken).ConfigureAwait(false), await JournalNotes.ReadAsync(session, Count, cancellationToken).ConfigureAwait(false));

    private sealed record Own(FailoverSuspension? Order, IReadOnlyList<JournalEntry> Runs);
}
