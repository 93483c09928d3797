using System.Collections.Concurrent;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.ServerTests.Provisioning;

/// <summary>Reads over a session of its own, as fast as the server answers, which statements the others run.</summary>
internal sealed class ProcessListWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);
    private readonly Task _work;

    private ProcessListWatch(Session session) => _work = WatchAsync(session, _stop.Token);

    /// <summary>Every statement that was seen, once.</summary>
    public ICollection<string> Seen => _seen.Keys;

    /// <summary>Begins.</summary>
    public static async Task<ProcessListWatch> StartAsync(MySqlServer server) => new(await Session.OpenAsync(server, CancellationToken.None));

    /// <summary>True where a statement was seen that has that text.</summary>
    public bool Saw(string text) => Seen.Any(statement => statement.Contains(text, StringComparison.Ordinal));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    private async Task WatchAsync(Session session, CancellationToken cancellationToken)
    {
        await using (session)
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                // Both ask the server in ways of their own: one its sessions, the other what they report about themselves.
                foreach (var row in await session.QueryAsync("SHOW FULL PROCESSLIST", CancellationToken.None))
                    Note(row.TextOrNull("Info"));
                foreach (var row in await session.QueryAsync("SELECT PROCESSLIST_INFO AS info, SQL_TEXT AS text FROM performance_schema.threads LEFT JOIN performance_schema.events_statements_current USING (THREAD_ID) WHERE TYPE = 'FOREGROUND'", CancellationToken.None))
                {
                    Note(row.TextOrNull("info"));
                    Note(row.TextOrNull("text"));
                }
            }
        }
    }

    private void Note(string? statement)
    {
        if (statement is not null)
            _seen.TryAdd(statement, true);
    }
}
