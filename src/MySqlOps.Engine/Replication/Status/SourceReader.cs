using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Status;

/// <summary>Asks the source of a channel, at the address that the replica has for it.</summary>
internal sealed class SourceReader(TimeProvider time)
{
    /// <summary>Asks. The replica's own set must have been read before: what is read after it can't make a transaction look errant that only came in between.</summary>
    public async Task<SourceFacts> ReadAsync(ChannelFacts channel, Session replica, string replicaUuid, SourceAccess access, CancellationToken cancellationToken)
    {
        var source = access.Find(channel, replica.Server);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(access.Timeout + access.Timeout);
        try
        {
            var session = await Session.OpenAsync(source, limit.Token).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
                return await AskAsync(session, channel, replica, replicaUuid, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SourceFacts { Trouble = $"the source {source.Endpoint} does not answer" };
        }
        catch (MySqlOpsException e)
        {
            return new SourceFacts { Trouble = $"the source {source.Endpoint} could not be asked as {source.User} ({e.Id})", Remedy = Remedy(e.Id) };
        }
    }

    /// <summary>Where each server has passwords of its own, the replica's account is nobody on the source.</summary>
    private static string? Remedy(ErrorId id) => id is ErrorId.ConnectAccessDenied or ErrorId.PrivilegeMissing
        ? "Name the source among the servers too, with an account of its own, or give one by -SourceCredential."
        : null;

    private async Task<SourceFacts> AskAsync(Session session, ChannelFacts channel, Session replica, string replicaUuid, CancellationToken cancellationToken)
    {
        if (session.Facts.IsMariaDb)
            return new SourceFacts { Trouble = $"the source {session.Server.Endpoint} is MariaDB, whose GTIDs are others" };
        var rows = await session.QueryAsync("SELECT @@GLOBAL.server_uuid AS uuid, @@GLOBAL.gtid_executed AS executed, @@GLOBAL.gtid_purged AS purged", cancellationToken).ConfigureAwait(false);
        if (channel.SourceUuid is { } known && !known.Equals(rows[0].Text("uuid"), StringComparison.OrdinalIgnoreCase))
            return new SourceFacts { Trouble = $"another server than the source answers from here at {session.Server.Endpoint}, with the server_uuid {rows[0].Text("uuid")}" };
        return new SourceFacts
        {
            Executed = GtidSet.Parse(rows[0].Text("executed")),
            Purged = GtidSet.Parse(rows[0].Text("purged")),
            FollowsReplica = await FollowsAsync(session, replicaUuid, cancellationToken).ConfigureAwait(false),
            SemiSync = await ReplicaServerReader.ReadSemiSyncAsync(session, cancellationToken).ConfigureAwait(false),
            Clock = await new ClockReader(time).CompareAsync(session, replica, cancellationToken).ConfigureAwait(false),
        };
    }

    private static async Task<bool> FollowsAsync(Session session, string uuid, CancellationToken cancellationToken)
    {
        try
        {
            return (await ChannelReader.ReadAsync(session, cancellationToken).ConfigureAwait(false)).Any(channel => uuid.Equals(channel.SourceUuid, StringComparison.OrdinalIgnoreCase));
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return false;
        }
    }
}
