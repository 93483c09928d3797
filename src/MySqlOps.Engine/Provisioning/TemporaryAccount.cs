using System.Security.Cryptography;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Engine.Provisioning;

/// <summary>An account on the source by which its data is cloned: BACKUP_ADMIN and nothing else. It is dropped whatever comes.</summary>
internal sealed class TemporaryAccount : IAsyncDisposable
{
    private readonly MySqlServer _source;
    private readonly bool _isReadOnly;
    private readonly IOperationObserver _observer;

    private TemporaryAccount(MySqlServer source, bool isReadOnly, string user, string host, IOperationObserver observer)
    {
        _source = source;
        _isReadOnly = isReadOnly;
        _observer = observer;
        User = user;
        Host = host;
    }

    /// <summary>Its user.</summary>
    public string User { get; }

    /// <summary>The host that it may log in from.</summary>
    public string Host { get; }

    /// <summary>Its password.</summary>
    public Secret Password { get; } = ReplicationAccount.MakePassword();

    /// <summary>The account as SQL names it.</summary>
    public string Name => $"{SqlLiteral.Quote(User)}@{SqlLiteral.Quote(Host)}";

    /// <summary>Makes it.</summary>
    public static async Task<TemporaryAccount> MakeAsync(SetupFacts facts, IOperationObserver observer, CancellationToken cancellationToken)
    {
        var account = new TemporaryAccount(facts.Source.Server, facts.Source.IsReadOnly, $"mysqlops_clone_{RandomNumberGenerator.GetHexString(8, lowercase: true)}", facts.AccountHost, observer);
        try
        {
            string[] statements = [$"CREATE USER {account.Name} IDENTIFIED BY {SqlLiteral.Quote(account.Password.Reveal())}", $"GRANT BACKUP_ADMIN ON *.* TO {account.Name}"];
            await account.RunAsync(statements, cancellationToken).ConfigureAwait(false);
            return account;
        }
        catch
        {
            await account.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Drops it, over a session of its own: a cancelled one takes no more statements.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await RunAsync([$"DROP USER IF EXISTS {Name}"], CancellationToken.None).ConfigureAwait(false);
        }
        catch (MySqlOpsException e)
        {
            _observer.Warning($"{_source}: the temporary account {Name} could not be dropped. Drop it by hand. {e.Message}");
        }
    }

    /// <summary>A source that is a replica itself takes no writes, and must not log any: they would be transactions that its own source lacks.</summary>
    private async Task RunAsync(IReadOnlyList<string> statements, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(_source, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            if (!_isReadOnly)
            {
                await ExecuteAsync(session, statements, cancellationToken).ConfigureAwait(false);
                return;
            }

            await using ((await WritableScope.OpenAsync(session, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false))
                await ExecuteAsync(session, ["SET SESSION sql_log_bin = 0", .. statements], cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task ExecuteAsync(Session session, IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        foreach (var statement in statements)
            await session.ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
    }
}
