using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Snapshots;

/// <summary>
/// Sessions that all see the server as of one moment, and what is known of that moment. While it lives, DDL stays locked out where the account may do that.
/// Disposing it gives everything up.
/// </summary>
internal sealed class ConsistentSnapshot : IAsyncDisposable
{
    private readonly SnapshotSessions _sessions;

    internal ConsistentSnapshot(SnapshotSessions sessions, SnapshotFacts facts, DateTimeOffset time)
    {
        _sessions = sessions;
        Facts = facts;
        Time = time;
    }

    /// <summary>The sessions that read rows; one, when no common moment could be had.</summary>
    public IReadOnlyList<DataSession> Sessions => _sessions.Readers;

    /// <summary>The session for questions beside the reading. It is the only reader itself when there is but one snapshot.</summary>
    public DataSession Planning => _sessions.Planning;

    /// <summary>What the snapshot stands for.</summary>
    public SnapshotFacts Facts { get; }

    /// <summary>Whom the server followed at that moment; null when it was not asked, or not to be known.</summary>
    public required IReadOnlyList<ReplicaChannel>? Channels { get; init; }

    /// <summary>When it was taken, by the clock of this machine.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Takes a snapshot by the best way that the account may go.</summary>
    /// <param name="request">What for.</param>
    /// <param name="observer">Hears what is waited for.</param>
    /// <param name="cancellationToken">Cancels; no lock and no session is left.</param>
    /// <exception cref="MySqlOpsException">DumpLockFailed: the lock was not to be had in time. Any Connect error.</exception>
    public static async Task<ConsistentSnapshot> TakeAsync(SnapshotRequest request, IOperationObserver observer, CancellationToken cancellationToken)
    {
        var sessions = await SnapshotSessions.OpenAsync(request.Server, request.SessionCount, cancellationToken).ConfigureAwait(false);
        try
        {
            var ladder = new SnapshotLadder(sessions, request, observer);
            var facts = await ladder.ClimbAsync(cancellationToken).ConfigureAwait(false);
            return new ConsistentSnapshot(sessions, facts, request.Time.GetUtcNow()) { Channels = ladder.Channels };
        }
        catch
        {
            await sessions.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>True when the lock on DDL was never lost: a session that was killed meanwhile has lost it.</summary>
    public async Task<bool> StillLocksDdlAsync(CancellationToken cancellationToken)
    {
        if (!Facts.DdlWasLocked)
            return false;
        try
        {
            await _sessions.Locker.ExecuteAsync("DO 0", cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (MySqlOpsException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _sessions.DisposeAsync();
}
