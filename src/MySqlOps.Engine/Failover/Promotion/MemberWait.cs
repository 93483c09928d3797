using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>What is waited for on a member, in short statements, so that the session that holds the lease is never busy for long.</summary>
internal sealed class MemberWait(LeaseMember session, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until transactions are applied.</summary>
    /// <param name="set">The transactions.</param>
    /// <param name="channel">The channel that brings them.</param>
    /// <param name="isFetched">True when they are all in the relay logs, so that only the applier counts.</param>
    /// <param name="limit">How long.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Why they are not; null when they are.</returns>
    public async Task<string?> AppliedAsync(GtidSet set, string channel, bool isFetched, TimeSpan limit, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (await session.TextAsync($"SELECT WAIT_FOR_EXECUTED_GTID_SET({SqlLiteral.Quote(set.ToString())}, 0.5)", Limit, cancellationToken).ConfigureAwait(false) != "0")
        {
            if (await TroubleAsync(channel, isFetched, cancellationToken).ConfigureAwait(false) is { } trouble)
                return trouble;
            if (time.GetElapsedTime(began) > limit)
                return $"It took longer than {limit.TotalSeconds:0.#} s.";
        }

        return null;
    }

    /// <summary>Waits until a channel hears its source.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="sourceUuid">The source that it is to hear.</param>
    /// <param name="limit">How long.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Why it does not; null when it does.</returns>
    public async Task<string?> HeardAsync(string channel, string sourceUuid, TimeSpan limit, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var rows = await session.QueryAsync(
                $"""
                SELECT c.SERVICE_STATE AS receiver, c.SOURCE_UUID AS uuid, c.LAST_ERROR_NUMBER AS number, c.LAST_ERROR_MESSAGE AS message, a.SERVICE_STATE AS applier
                FROM performance_schema.replication_connection_status c JOIN performance_schema.replication_applier_status a USING (CHANNEL_NAME)
                WHERE CHANNEL_NAME = {SqlLiteral.Quote(channel)}
                """,
                Limit,
                cancellationToken).ConfigureAwait(false);
            var row = rows is [var only] ? only : null;
            if (row is not null && row.Text("receiver") == "ON" && row.Text("applier") == "ON" && sourceUuid.Equals(row.TextOrNull("uuid"), StringComparison.OrdinalIgnoreCase))
                return null;
            var error = row is not null && row.Int64("number") != 0 ? $" The last error is {row.Int64("number")}: {row.TextOrNull("message")}" : "";
            if (row is null || row.Text("receiver") == "OFF" || row.Text("applier") == "OFF")
                return row is null ? "The channel is gone." : $"Its {(row.Text("receiver") == "OFF" ? "receiver" : "applier")} has stopped.{error}";
            if (time.GetElapsedTime(began) > limit)
                return $"It took longer than {limit.TotalSeconds:0.#} s.{error}";
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string?> TroubleAsync(string channel, bool isFetched, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"""
            SELECT a.SERVICE_STATE AS applier, c.SERVICE_STATE AS receiver, c.LAST_ERROR_NUMBER AS number, c.LAST_ERROR_MESSAGE AS message
            FROM performance_schema.replication_applier_status a JOIN performance_schema.replication_connection_status c USING (CHANNEL_NAME)
            WHERE CHANNEL_NAME = {SqlLiteral.Quote(channel)}
            """,
            Limit,
            cancellationToken).ConfigureAwait(false);
        if (rows is not [var row] || row.Text("applier") == "OFF")
            return "Its applier has stopped.";
        return !isFetched && row.Text("receiver") == "OFF" ? $"Its receiver has stopped with error {row.Int64("number")}: {row.TextOrNull("message")}" : null;
    }
}
