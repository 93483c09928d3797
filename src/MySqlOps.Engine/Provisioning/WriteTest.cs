using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Engine.Provisioning;

/// <summary>Proves that a change of the source arrives at the replica, by a table of its own in the database mysqlops, which is removed again.</summary>
internal sealed class WriteTest(SetupFacts facts, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string _table = SqlIdentifier.Quote("mysqlops", $"write_test_{Guid.NewGuid():N}");

    /// <summary>Writes, waits, and removes.</summary>
    /// <returns>How long it took to arrive; where the replica is delayed on purpose, to be received.</returns>
    /// <exception cref="MySqlOpsException">ReplicationWriteLost. Whatever the source refuses.</exception>
    public async Task<TimeSpan> RunAsync(Session source, CancellationToken cancellationToken)
    {
        var hadDatabase = (await source.QueryAsync("SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'mysqlops'", cancellationToken).ConfigureAwait(false)).Count > 0;
        try
        {
            await source.ExecuteAsync("CREATE DATABASE IF NOT EXISTS mysqlops DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", cancellationToken).ConfigureAwait(false);
            await source.ExecuteAsync($"CREATE TABLE {_table} (id INT PRIMARY KEY)", cancellationToken).ConfigureAwait(false);
            await source.ExecuteAsync($"INSERT INTO {_table} VALUES (1)", cancellationToken).ConfigureAwait(false);
            return await AwaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await ClearAsync(!hadDatabase).ConfigureAwait(false);
        }
    }

    /// <summary>Over a session of its own: a cancelled one takes no more statements.</summary>
    private async Task ClearAsync(bool dropsDatabase)
    {
        var session = await Session.OpenAsync(facts.Source.Server, CancellationToken.None).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.ExecuteAsync($"DROP TABLE IF EXISTS {_table}", CancellationToken.None).ConfigureAwait(false);
            if (dropsDatabase && (await session.QueryAsync("SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'mysqlops' LIMIT 1", CancellationToken.None).ConfigureAwait(false)).Count == 0)
                await session.ExecuteAsync("DROP DATABASE IF EXISTS mysqlops", CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<TimeSpan> AwaitAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var written = await ReadExecutedAsync(cancellationToken).ConfigureAwait(false);
        var session = await Session.OpenAsync(facts.Replica.Server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            while (!await HasArrivedAsync(session, written, cancellationToken).ConfigureAwait(false))
            {
                if (time.GetElapsedTime(start) > Limit + (facts.Options.Timeout / 10))
                    throw new MySqlOpsException(
                        ErrorId.ReplicationWriteLost,
                        $"A row that was written on {facts.Source} did not arrive at {facts.Replica} within {time.GetElapsedTime(start).TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s. Look at the replica with Get-MySqlReplicaStatus; replication filters that leave out the database mysqlops have this effect too.",
                        facts.Replica.Server);
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }

            return time.GetElapsedTime(start);
        }
    }

    private async Task<string> ReadExecutedAsync(CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(facts.Source.Server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            return await session.TextAsync("SELECT @@GLOBAL.gtid_executed AS executed", cancellationToken).ConfigureAwait(false) ?? "";
    }

    private async Task<bool> HasArrivedAsync(Session session, string written, CancellationToken cancellationToken)
    {
        if (await session.TextAsync($"SELECT DESIRED_DELAY AS delay FROM performance_schema.replication_applier_configuration WHERE CHANNEL_NAME = {SqlLiteral.Quote(facts.Options.Channel)}", cancellationToken).ConfigureAwait(false) is not (null or "0"))
        {
            var received = await session.TextAsync(
                $"SELECT GTID_SUBTRACT({SqlLiteral.Quote(written)}, CONCAT_WS(',', @@GLOBAL.gtid_executed, NULLIF(RECEIVED_TRANSACTION_SET, ''))) AS missing FROM performance_schema.replication_connection_status WHERE CHANNEL_NAME = {SqlLiteral.Quote(facts.Options.Channel)}",
                cancellationToken).ConfigureAwait(false);
            return received is { Length: 0 };
        }

        try
        {
            return (await session.QueryAsync($"SELECT id FROM {_table}", cancellationToken).ConfigureAwait(false)).Count > 0;
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is ServerErrorNumber.TableMissing or ServerErrorNumber.UnknownDatabase)
        {
            return false;
        }
    }
}
