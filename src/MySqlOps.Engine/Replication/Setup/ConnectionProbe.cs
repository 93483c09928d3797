using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Replication.Setup;

/// <summary>
/// Proves that a replica reaches its source and may log in there, before anything is changed: by a channel of its own that begins at the end of the source's log, and so
/// gets nothing. It is removed whatever comes.
/// </summary>
internal sealed class ConnectionProbe(SetupFacts facts, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Proves it.</summary>
    /// <param name="replica">A session on the replica.</param>
    /// <param name="password">The account's password.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MySqlOpsException">What fails: the network, the login, TLS, the public key or a privilege.</exception>
    public async Task RunAsync(Session replica, Secret password, CancellationToken cancellationToken)
    {
        var (file, position) = await ReadEndAsync(cancellationToken).ConfigureAwait(false);
        var channel = ChannelStatement.For(ChannelStatement.ProbeChannel);
        await ClearAsync(replica, cancellationToken).ConfigureAwait(false);
        await replica.ExecuteAsync(ChannelStatement.Probe(facts, password, file, position), cancellationToken).ConfigureAwait(false);
        try
        {
            await replica.ExecuteAsync($"START REPLICA IO_THREAD{channel}", cancellationToken).ConfigureAwait(false);
            await new ReceiverWatch(replica, facts, time).WaitAsync(ChannelStatement.ProbeChannel, Limit, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Over a session of its own: a cancelled one takes no more statements.
            var session = await Session.OpenAsync(replica.Server, CancellationToken.None).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
                await ClearAsync(session, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Removes the probe's channel, where an earlier one was killed too.</summary>
    private static async Task ClearAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync($"SELECT 1 FROM performance_schema.replication_connection_configuration WHERE CHANNEL_NAME = '{ChannelStatement.ProbeChannel}'", cancellationToken).ConfigureAwait(false);
        if (rows.Count == 0)
            return;
        var channel = ChannelStatement.For(ChannelStatement.ProbeChannel);
        await session.ExecuteAsync($"STOP REPLICA{channel}", cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync($"RESET REPLICA ALL{channel}", cancellationToken).ConfigureAwait(false);
    }

    private async Task<(string File, long Position)> ReadEndAsync(CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(facts.Source.Server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var rows = await session.QueryAsync(session.Facts.ShowBinaryLogStatus, cancellationToken).ConfigureAwait(false);
            return (rows[0].Text("File"), rows[0].Int64("Position"));
        }
    }
}
