using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump.Snapshots;

namespace MySqlOps.Engine.Compare.Rows.Reading;

/// <summary>
/// The sessions to one side. Their snapshots are of one moment when nothing was committed while they were taken; nobody is locked out for it.
/// </summary>
internal sealed class RowSessions : IAsyncDisposable
{
    private const int QuietAttempts = 5;

    private RowSessions(DataSession control, IReadOnlyList<SnapshotSession> snapshots)
    {
        Control = control;
        Planning = snapshots[0];
        Readers = [.. snapshots.Skip(1)];
    }

    /// <summary>The session for questions about the server as it is now.</summary>
    public DataSession Control { get; }

    /// <summary>The session that looks for the borders of chunks.</summary>
    public SnapshotSession Planning { get; }

    /// <summary>The sessions that read rows.</summary>
    public IReadOnlyList<SnapshotSession> Readers { get; }

    /// <summary>True when all snapshots are of one moment, as far as the server can tell.</summary>
    public bool IsOneMoment { get; private set; }

    /// <summary>Opens the sessions and takes their snapshots.</summary>
    /// <param name="server">The side's server.</param>
    /// <param name="readers">How many read rows.</param>
    /// <param name="cancellationToken">Cancels; no session is left.</param>
    public static async Task<RowSessions> OpenAsync(MySqlServer server, int readers, CancellationToken cancellationToken)
    {
        // The first one alone: when the server can't be reached at all, one error and not many.
        var control = await SnapshotSession.OpenSessionAsync(server, cancellationToken).ConfigureAwait(false);
        var opening = Enumerable.Range(0, readers + 1).Select(_ => SnapshotSession.OpenAsync(server, cancellationToken)).ToList();
        RowSessions? sessions = null;
        try
        {
            sessions = new RowSessions(control, await Task.WhenAll(opening).ConfigureAwait(false));
            await sessions.StartAsync(cancellationToken).ConfigureAwait(false);
            return sessions;
        }
        catch
        {
            foreach (var open in opening.Where(static task => task.IsCompletedSuccessfully))
                await (await open.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            await control.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(Readers.Append(Planning).Select(static snapshot => snapshot.DisposeAsync().AsTask()).Append(Control.DisposeAsync().AsTask())).ConfigureAwait(false);

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var writesGtids = await PositionReader.WritesGtidsAsync(Control, cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < QuietAttempts && !IsOneMoment; attempt++)
        {
            var before = writesGtids ? await PositionReader.ReadSettledGtidAsync(Control, cancellationToken).ConfigureAwait(false) : null;
            await Task.WhenAll(Readers.Append(Planning).Select(snapshot => snapshot.StartAsync(cancellationToken))).ConfigureAwait(false);
            if (!writesGtids)
                return;
            IsOneMoment = before is not null && before == await PositionReader.ReadSettledGtidAsync(Control, cancellationToken).ConfigureAwait(false);
        }
    }
}
