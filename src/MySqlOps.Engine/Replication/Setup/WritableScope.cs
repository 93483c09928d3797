using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Replication.Setup;

/// <summary>Takes super_read_only and read_only from a server for a while, and gives them back.</summary>
internal sealed class WritableScope : IAsyncDisposable
{
    private readonly MySqlServer _server;
    private readonly bool _isSuper;
    private readonly bool _isReadOnly;

    private WritableScope(MySqlServer server, bool isSuper, bool isReadOnly)
    {
        _server = server;
        _isSuper = isSuper;
        _isReadOnly = isReadOnly;
    }

    /// <summary>Takes them.</summary>
    public static async Task<WritableScope> OpenAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SELECT @@GLOBAL.super_read_only AS super_read_only, @@GLOBAL.read_only AS read_only", cancellationToken).ConfigureAwait(false);
        var scope = new WritableScope(session.Server, rows[0].BooleanOrNull("super_read_only") == true, rows[0].BooleanOrNull("read_only") == true);
        if (scope._isReadOnly)
            await session.ExecuteAsync("SET GLOBAL read_only = OFF", cancellationToken).ConfigureAwait(false);
        return scope;
    }

    /// <summary>Gives them back, over a session of its own: a cancelled one takes no more statements. A server that has restarted has what is configured.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isReadOnly)
            return;
        try
        {
            var session = await Session.OpenAsync(_server, CancellationToken.None).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
                await session.ExecuteAsync(_isSuper ? "SET GLOBAL super_read_only = ON" : "SET GLOBAL read_only = ON", CancellationToken.None).ConfigureAwait(false);
        }
        catch (MySqlOpsException)
        {
            // It is gone, and says so to whoever asks next.
        }
    }
}
