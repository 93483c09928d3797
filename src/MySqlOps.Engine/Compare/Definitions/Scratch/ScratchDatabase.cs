using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Scratch;

/// <summary>A database for trying things out, which is gone when this is disposed, also after a cancellation.</summary>
internal sealed class ScratchDatabase : IAsyncDisposable
{
    /// <summary>What the names of scratch databases begin with.</summary>
    public const string Prefix = "mysqlops_scratch_";

    private static readonly TimeSpan DropLimit = TimeSpan.FromSeconds(30);

    private readonly MySqlServer _server;

    private ScratchDatabase(MySqlServer server, string name) => (_server, Name) = (server, name);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Makes one.</summary>
    /// <param name="server">Where.</param>
    /// <param name="purpose">What it is for, as the end of a sentence that begins with "to".</param>
    /// <param name="options">What follows the name in CREATE DATABASE.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MySqlOpsException">PrivilegeMissing, or what else the server says when it refuses.</exception>
    public static async Task<ScratchDatabase> CreateAsync(MySqlServer server, string purpose, string options, CancellationToken cancellationToken)
    {
        var scratch = new ScratchDatabase(server, $"{Prefix}{Guid.NewGuid():N}"[..32]);
        try
        {
            var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await KeepFromBinaryLogAsync(session, cancellationToken).ConfigureAwait(false);
                await session.ExecuteAsync($"CREATE DATABASE {SqlIdentifier.Quote(scratch.Name)} {options}", cancellationToken).ConfigureAwait(false);
            }

            return scratch;
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            await scratch.DisposeAsync().ConfigureAwait(false);
            throw e.Retell(
                e.Id,
                $"The account {server.User} may not make a scratch database on {server} {purpose}. Have it granted: GRANT ALL ON `mysqlops\\_scratch\\_%`.* TO the account.",
                server);
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is not null)
        {
            await scratch.DisposeAsync().ConfigureAwait(false);
            throw e.Retell(e.Id, $"A scratch database can't be made on {server} {purpose}: {e.Message}", server);
        }
        catch
        {
            await scratch.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Keeps what a session does out of the binary log, where the account may: replicas have no use for scratch.</summary>
    public static async Task KeepFromBinaryLogAsync(Session session, CancellationToken cancellationToken)
    {
        try
        {
            await session.ExecuteAsync("SET SESSION sql_log_bin = 0", cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            // Then replicas make and drop it too.
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // A session of its own: the one that worked in it may have been cancelled.
        using var limit = new CancellationTokenSource(DropLimit);
        try
        {
            var session = await Session.OpenAsync(_server, limit.Token).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await KeepFromBinaryLogAsync(session, limit.Token).ConfigureAwait(false);
                await session.ExecuteAsync($"DROP DATABASE IF EXISTS {SqlIdentifier.Quote(Name)}", limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is MySqlOpsException or OperationCanceledException)
        {
            // The server is gone, or the account may not: what brought us here says more.
        }
    }
}
