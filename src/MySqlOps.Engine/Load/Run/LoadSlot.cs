using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Load.Run;

/// <summary>A place for one session of a load, which is opened again when it was lost.</summary>
internal sealed class LoadSlot(LoadSessions sessions) : IAsyncDisposable
{
    private DataSession? _session;

    /// <summary>The session, open.</summary>
    public async Task<DataSession> SessionAsync(CancellationToken cancellationToken)
    {
        if (_session is { IsAbandoned: true })
            await DropAsync().ConfigureAwait(false);
        return _session ??= await sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
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
