using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Dump.Snapshots;

/// <summary>The sessions of a snapshot, opened and set before anything is locked, so that the lock is not held for that.</summary>
internal sealed class SnapshotSessions : IAsyncDisposable
{
    private readonly List<DataSession> _open;

    private SnapshotSessions(List<DataSession> open)
    {
        _open = open;
        Locker = open[0];
        Planning = open[1];
        Readers = open[2..];
    }

    /// <summary>The session that holds the locks.</summary>
    public DataSession Locker { get; }

    /// <summary>The session with a snapshot for questions beside the reading.</summary>
    public DataSession Planning { get; private set; }

    /// <summary>The sessions that read rows.</summary>
    public IReadOnlyList<DataSession> Readers { get; private set; }

    /// <summary>All sessions that are to have the snapshot.</summary>
    public IEnumerable<DataSession> Snapshots => Readers.Contains(Planning) ? Readers : Readers.Append(Planning);

    /// <summary>Opens the sessions.</summary>
    public static async Task<SnapshotSessions> OpenAsync(MySqlServer server, int readers, CancellationToken cancellationToken)
    {
        // The first one alone: when the server can't be reached at all, one error and not many.
        var open = new List<DataSession> { await OpenOneAsync(server, cancellationToken).ConfigureAwait(false) };
        var others = Enumerable.Range(0, readers + 1).Select(_ => OpenOneAsync(server, cancellationToken)).ToList();
        try
        {
            open.AddRange(await Task.WhenAll(others).ConfigureAwait(false));
            return new SnapshotSessions(open);
        }
        catch
        {
            foreach (var other in others.Where(task => task.IsCompletedSuccessfully))
                open.Add(await other.ConfigureAwait(false));
            await CloseAsync(open).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens one more session for locks, which is closed with the others.</summary>
    public async Task<DataSession> OpenLockerAsync(CancellationToken cancellationToken)
    {
        var session = await OpenOneAsync(Locker.Server, cancellationToken).ConfigureAwait(false);
        _open.Add(session);
        return session;
    }

    /// <summary>Starts the transactions, all at the same time.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(Snapshots.Select(session =>
        session.ExecuteAsync("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY", cancellationToken)));

    /// <summary>Gives up all readers but one, which asks the questions too.</summary>
    public async Task KeepOneAsync()
    {
        var spare = Readers.Skip(1).Append(Planning).ToList();
        Readers = [Readers[0]];
        Planning = Readers[0];
        _open.RemoveAll(spare.Contains);
        await CloseAsync(spare).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => new(CloseAsync(_open));

    private static Task CloseAsync(IEnumerable<DataSession> sessions) => Task.WhenAll(sessions.Select(session => session.DisposeAsync().AsTask()));

    private static async Task<DataSession> OpenOneAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        var session = await DataSession.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        try
        {
            // Cells come as they are stored, and a limit that the server has for others' queries does not end ours.
            await session.ExecuteAsync($"SET SESSION {(session.Facts.IsMariaDb ? "max_statement_time" : "max_execution_time")} = 0, SESSION character_set_results = NULL", cancellationToken).ConfigureAwait(false);
            await session.ExecuteAsync("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ", cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
