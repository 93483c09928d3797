using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Suspension;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Overview;

/// <summary>Asks servers for what monitors and failovers keep on them. Nothing is written, and none that hangs holds up the others.</summary>
/// <param name="limit">How long a server may take.</param>
/// <param name="time">The clock.</param>
internal sealed class OverviewReader(TimeSpan limit, TimeProvider time)
{
    /// <summary>How many runs are read: all that a server keeps.</summary>
    private const int Runs = 100;

    private static readonly TimeSpan HandoverLook = TimeSpan.FromMilliseconds(250);

    /// <summary>Asks.</summary>
    /// <param name="primary">The primary; it may be down.</param>
    /// <param name="replicas">All its replicas.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<FailoverOverview> ReadAsync(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, CancellationToken cancellationToken)
    {
        var members = await Task.WhenAll(replicas.Prepend(primary).Select(server => ReadAsync(server, cancellationToken))).ConfigureAwait(false);
        return OverviewJudge.Judge(members[0], members[1..], time.GetUtcNow());
    }

    /// <summary>Waits until nobody has the failover lock of a majority of the replicas.</summary>
    /// <param name="primary">The primary.</param>
    /// <param name="replicas">All its replicas.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Who still has it; null when nobody has.</returns>
    public async Task<string?> AwaitReleaseAsync(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, TimeSpan patience, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            var overview = await ReadAsync(primary, replicas, cancellationToken).ConfigureAwait(false);
            if (overview.Holder is null || time.GetElapsedTime(begun) >= patience)
                return overview.Holder;
            await Task.Delay(HandoverLook, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<FailoverMember> ReadAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        var work = AskAsync(server, server with { ConnectTimeout = limit, CommandTimeout = limit }, cancellationToken);
        try
        {
            return await work.WaitAsync(limit, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e)
        {
            return new FailoverMember { Server = server, Error = e.Id, Message = e.Message };
        }
        catch (TimeoutException)
        {
            Unattended.Forget(work);
            return new FailoverMember { Server = server, Error = ErrorId.QueryTimeout, Message = $"{server} did not answer in time." };
        }
    }

    private static async Task<FailoverMember> AskAsync(MySqlServer named, MySqlServer server, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var rows = await session.QueryAsync("SELECT @@GLOBAL.server_uuid AS server_uuid, @@GLOBAL.super_read_only AS super_read_only", cancellationToken).ConfigureAwait(false);
            var hold = await LeaseLock.HoldAsync(session, cancellationToken).ConfigureAwait(false);
            var order = await SuspensionNotes.ReadAsync(session, cancellationToken).ConfigureAwait(false);
            return new FailoverMember
            {
                Server = named,
                Uuid = rows[0].Text("server_uuid"),
                IsSuperReadOnly = rows[0].BooleanOrNull("super_read_only"),
                Holder = hold?.Holder ?? (hold is null ? null : "an unknown program"),
                HolderConnection = hold?.Connection,
                HolderHost = hold?.Host,
                Suspension = order is null ? null : order with { Server = named },
                Runs = await JournalNotes.ReadAsync(session, Runs, cancellationToken).ConfigureAwait(false),
            };
        }
    }
}
