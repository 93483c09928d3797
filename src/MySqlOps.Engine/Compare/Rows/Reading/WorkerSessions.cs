using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Rows.Reading;

/// <summary>The sessions of one worker: one in each side's snapshot, and two more that see the servers as they are now, opened when they are needed.</summary>
internal sealed class WorkerSessions(SnapshotSession source, SnapshotSession target) : IAsyncDisposable
{
    private DataSession? _liveSource;
    private DataSession? _liveTarget;

    /// <summary>The source's snapshot.</summary>
    public DataSession Source => source.Session;

    /// <summary>The target's snapshot.</summary>
    public DataSession Target => target.Session;

    /// <summary>The source as it is now.</summary>
    public async Task<DataSession> LiveSourceAsync(CancellationToken cancellationToken) =>
        _liveSource = await OpenAsync(_liveSource, Source, cancellationToken).ConfigureAwait(false);

    /// <summary>The target as it is now.</summary>
    public async Task<DataSession> LiveTargetAsync(CancellationToken cancellationToken) =>
        _liveTarget = await OpenAsync(_liveTarget, Target, cancellationToken).ConfigureAwait(false);

    /// <summary>Lets go of what the last chunk held, and replaces what was lost.</summary>
    /// <returns>True when both snapshots are still the first.</returns>
    public async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        var kept = await Task.WhenAll(source.RenewAsync(cancellationToken), target.RenewAsync(cancellationToken)).ConfigureAwait(false);
        return kept[0] && kept[1];
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_liveSource is not null)
            await _liveSource.DisposeAsync().ConfigureAwait(false);
        if (_liveTarget is not null)
            await _liveTarget.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<DataSession> OpenAsync(DataSession? live, DataSession snapshot, CancellationToken cancellationToken)
    {
        if (live is { IsAbandoned: false })
            return live;
        if (live is not null)
            await live.DisposeAsync().ConfigureAwait(false);
        return await SnapshotSession.OpenSessionAsync(snapshot.Server, cancellationToken).ConfigureAwait(false);
    }
}
