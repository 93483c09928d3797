using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Rows.Reading;

/// <summary>A session that reads rows in a snapshot. Between chunks it gives the locks on tables' definitions back, so that nobody's ALTER TABLE waits for the whole comparison.</summary>
internal sealed class SnapshotSession : IAsyncDisposable
{
    private readonly MySqlServer _server;

    private SnapshotSession(MySqlServer server, DataSession session)
    {
        _server = server;
        Session = session;
    }

    /// <summary>The session; another one after <see cref="RenewAsync"/>.</summary>
    public DataSession Session { get; private set; }

    /// <summary>Opens a session, without a snapshot yet.</summary>
    public static async Task<SnapshotSession> OpenAsync(MySqlServer server, CancellationToken cancellationToken) =>
        new(server, await OpenSessionAsync(server, cancellationToken).ConfigureAwait(false));

    /// <summary>Opens a session for rows without a snapshot: cells come as they are stored, and a limit that the server has for others' queries does not end ours.</summary>
    public static async Task<DataSession> OpenSessionAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        var session = await DataSession.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        try
        {
            await session.ExecuteAsync(
                $"SET SESSION {(session.Facts.IsMariaDb ? "max_statement_time" : "max_execution_time")} = 0, SESSION character_set_results = NULL, SESSION transaction_isolation = 'REPEATABLE-READ'",
                cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes the snapshot; one that was taken before ends.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Session.ExecuteAsync("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY", cancellationToken).ConfigureAwait(false);
        await Session.ExecuteAsync("SAVEPOINT mysqlops", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the locks on definitions back and keeps the snapshot. A session that was lost is replaced by one with a snapshot of now.</summary>
    /// <returns>True when the snapshot is still the first.</returns>
    /// <exception cref="Foundation.MySqlOpsException">The server can't be reached any more.</exception>
    public async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        if (!Session.IsAbandoned)
        {
            try
            {
                await Session.ExecuteAsync("ROLLBACK TO SAVEPOINT mysqlops", cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (Foundation.MySqlOpsException)
            {
                // Killed between two chunks: the same as lost.
            }
        }

        await Session.DisposeAsync().ConfigureAwait(false);
        Session = await OpenSessionAsync(_server, cancellationToken).ConfigureAwait(false);
        await StartAsync(cancellationToken).ConfigureAwait(false);
        return false;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Session.DisposeAsync();
}
