using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Load.Run;

/// <summary>A place for one session of a load, which is opened again when it was lost.</summary>
/// <param name="sessions">Opens it.</param>
/// <param name="number">The place among those of the load, from 0.</param>
internal sealed class LoadSlot(LoadSessions sessions, int number) : IAsyncDisposable
{
    private DataSession? _session;

    /// <summary>The session, open.</summary>
    public async Task<DataSession> SessionAsync(CancellationToken cancellationToken)
    {
        if (_session is { IsAbandoned: true })
            await DropAsync().ConfigureAwait(false);
        return _session ??= await sessions.OpenAsync(number, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the session, whatever state it is in: what it had open is rolled back.</summary>
    public async Task DropAsync()
    {
        if (_session is { } session)
            await session.DisposeAsync().ConfigureAwait(false);
        _session = null;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await DropAsync().ConfigureAwait(false);
}
