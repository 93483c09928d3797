using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Replication.Setup;

/// <summary>Waits until a receiver hears its source, and says what fails when it does not.</summary>
internal sealed class ReceiverWatch(Session session, SetupFacts facts, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the first heartbeat or transaction: until then the source may still refuse to send.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="limit">How long.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MySqlOpsException">ReplicationSourceUnreachable, ReplicationLoginFailed, ReplicationTlsFailed, ReplicationPublicKeyMissing, PrivilegeMissing or ReplicationStartFailed.</exception>
    public async Task WaitAsync(string channel, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var rows = await session.QueryAsync(
                $"""
                SELECT SERVICE_STATE AS state, LAST_ERROR_NUMBER AS number, LAST_ERROR_MESSAGE AS message, COUNT_RECEIVED_HEARTBEATS > 0 OR LAST_QUEUED_TRANSACTION <> '' AS hears
                FROM performance_schema.replication_connection_status
                WHERE CHANNEL_NAME = {SqlLiteral.Quote(channel)}
                """,
                cancellationToken).ConfigureAwait(false);
            if (rows is not [var row])
                throw new MySqlOpsException(ErrorId.ReplicationStartFailed, $"{facts.Replica} has no channel '{channel}' any more.", facts.Replica.Server);
            if (row.Text("state") == "ON" && row.BooleanOrNull("hears") == true)
                return;
            if (row.Int64("number") is not 0 and var number && row.Text("state") != "ON")
                throw Trouble((int)number, row.Text("message"));
            if (time.GetElapsedTime(start) > limit)
                throw new MySqlOpsException(
                    ErrorId.ReplicationSourceUnreachable,
                    FormattableString.Invariant($"{facts.Replica} heard nothing of its source at {facts.SourceHost}:{facts.SourcePort} for {limit.TotalSeconds:0} s. {ReceiverTrouble.Remedy(ServerErrorNumber.ClientHostFailed)}"),
                    facts.Replica.Server);
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private MySqlOpsException Trouble(int number, string message) => new(
        ReceiverTrouble.Identify(number),
        FormattableString.Invariant($"{facts.Replica} can't replicate from {facts.SourceHost}:{facts.SourcePort} as {facts.Options.ReplicationUser}: {ReceiverTrouble.Part(number)} fails, with error {number}: {message.TrimEnd('.')}. {ReceiverTrouble.Remedy(number)}"),
        facts.Replica.Server)
    {
        ServerErrorNumber = number,
    };
}
