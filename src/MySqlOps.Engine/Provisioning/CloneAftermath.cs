using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Engine.Provisioning;

/// <summary>Takes from a cloned server what is the source's alone: its channels, its events, and the account that cloned it. Nothing of it is logged.</summary>
internal sealed class CloneAftermath(SetupFacts facts, IOperationObserver observer)
{
    /// <summary>Takes it.</summary>
    /// <param name="server">The cloned server.</param>
    /// <param name="account">The temporary account, as SQL names it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The bytes that were cloned.</returns>
    public async Task<long> RunAsync(MySqlServer server, string account, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await RemoveChannelsAsync(session, cancellationToken).ConfigureAwait(false);
            await using ((await WritableScope.OpenAsync(session, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false))
            {
                await session.ExecuteAsync("SET SESSION sql_log_bin = 0", cancellationToken).ConfigureAwait(false);
                await session.ExecuteAsync($"DROP USER IF EXISTS {account}", cancellationToken).ConfigureAwait(false);
                await EventDisabler.RunAsync(session, cancellationToken).ConfigureAwait(false);
            }

            var rows = await session.QueryAsync("SELECT COALESCE(SUM(DATA), 0) AS bytes FROM performance_schema.clone_progress", cancellationToken).ConfigureAwait(false);
            return rows[0].Int64("bytes");
        }
    }

    private async Task RemoveChannelsAsync(Session session, CancellationToken cancellationToken)
    {
        foreach (var channel in await new ChannelReader(session).ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            observer.Verbose($"{session.Server}: the channel {channel} came with the clone and is removed.");
            await session.ExecuteAsync($"STOP REPLICA{ChannelStatement.For(channel.Name)}", cancellationToken).ConfigureAwait(false);
            await session.ExecuteAsync($"RESET REPLICA ALL{ChannelStatement.For(channel.Name)}", cancellationToken).ConfigureAwait(false);
        }

        if (facts.Source.Channels.Count > 0 && session.Facts.SkipReplicaStartVariable is { } variable)
        {
            try
            {
                await session.ExecuteAsync($"RESET PERSIST IF EXISTS {variable}", cancellationToken).ConfigureAwait(false);
            }
            catch (MySqlOpsException e) when (e.Id is ErrorId.PrivilegeMissing or ErrorId.QueryFailed)
            {
                // Then it could not be set either, and that was said.
                observer.Verbose($"{session.Server}: {variable} is as it was.");
            }
        }
    }
}
