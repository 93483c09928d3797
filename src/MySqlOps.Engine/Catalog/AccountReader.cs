using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Catalog;

/// <summary>Reads the accounts and roles of a server with all that they are granted.</summary>
internal sealed class AccountReader(Session session, IOperationObserver observer)
{
    /// <summary>Reads accounts; those that the server made for itself are never among them.</summary>
    /// <param name="included">Names or patterns, as <c>user</c> or <c>user@host</c> (with or without quotes); empty means all.</param>
    /// <param name="excluded">Names or patterns to leave out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The accounts, roles before those that they are granted to, otherwise by name.</returns>
    /// <exception cref="MySqlOpsException">ServerUnsupported: MariaDB, whose accounts are of another kind. PrivilegeMissing: SELECT ON mysql.* is needed.</exception>
    public async Task<IReadOnlyList<AccountDefinition>> ReadAsync(IReadOnlyList<string> included, IReadOnlyList<string> excluded, CancellationToken cancellationToken)
    {
        if (session.Facts.IsMariaDb)
            throw new MySqlOpsException(ErrorId.ServerUnsupported, $"{session.Server} is a MariaDB server: its accounts and roles are not MySQL's. Leave accounts out and make them on the target by hand.", session.Server);
        var (wanted, unwanted) = (Read(included), Read(excluded));
        await session.ExecuteAsync("SET SESSION print_identified_with_as_hex = ON, sql_quote_show_create = 1", cancellationToken).ConfigureAwait(false);
        var all = await ReadNamesAsync(cancellationToken).ConfigureAwait(false);
        foreach (var pattern in wanted.Where(pattern => pattern.IsName && !all.Any(account => Fits(pattern, account.User, account.Host))))
            observer.Warning($"{session.Server}: there is no account {pattern}.");
        var rolesOf = await ReadRolesAsync(cancellationToken).ConfigureAwait(false);
        var accounts = new List<AccountDefinition>();
        foreach (var (user, host, hasSecondPassword) in all)
        {
            if ((wanted.Length > 0 && !wanted.Any(pattern => Fits(pattern, user, host))) || unwanted.Any(pattern => Fits(pattern, user, host)))
                continue;
            accounts.Add(await ReadAccountAsync(user, host, cancellationToken).ConfigureAwait(false));
            if (hasSecondPassword)
                observer.Warning($"{session.Server}: the account {accounts[^1].Quoted} has a second password, which the server shows to nobody. It is not kept.");
        }

        return DependencyOrder.Sort(accounts, account => (account.User, account.Host), account => [.. rolesOf[(account.User, account.Host)]]);
    }

    private static NamePattern[] Read(IReadOnlyList<string> texts) => [.. texts.Select(text => new NamePattern(text, ignoreCase: false))];

    private static bool Fits(NamePattern pattern, string user, string host) =>
        pattern.Matches(user) || pattern.Matches($"{user}@{host}") || pattern.Matches($"{SqlLiteral.Quote(user)}@{SqlLiteral.Quote(host)}");

    private async Task<IReadOnlyList<(string User, string Host, bool HasSecondPassword)>> ReadNamesAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT User AS user, Host AS host, COALESCE(JSON_CONTAINS_PATH(User_attributes, 'one', '$.additional_password'), 0) AS has_second_password
            FROM mysql.user
            WHERE NOT (Host = 'localhost' AND User IN ('mysql.sys', 'mysql.session', 'mysql.infoschema'))
            """,
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. rows
                .Select(row => (row.Text("user"), row.Text("host"), row.Int64("has_second_password") != 0))
                .OrderBy(account => account.Item1, StringComparer.Ordinal)
                .ThenBy(account => account.Item2, StringComparer.Ordinal),
        ];
    }

    /// <summary>The roles that each account is granted.</summary>
    private async Task<ILookup<(string User, string Host), (string User, string Host)>> ReadRolesAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT FROM_USER AS role_user, FROM_HOST AS role_host, TO_USER AS user, TO_HOST AS host
            FROM mysql.role_edges
            ORDER BY FROM_USER, FROM_HOST
            """,
            cancellationToken).ConfigureAwait(false);
        return rows.ToLookup(row => (row.Text("user"), row.Text("host")), row => (row.Text("role_user"), row.Text("role_host")));
    }

    private async Task<AccountDefinition> ReadAccountAsync(string user, string host, CancellationToken cancellationToken)
    {
        var account = new AccountDefinition { User = user, Host = host, CreateStatement = "", Grants = [] };
        var statement = await session.TextAsync($"SHOW CREATE USER {account.Quoted}", cancellationToken).ConfigureAwait(false);
        var grants = await session.QueryAsync($"SHOW GRANTS FOR {account.Quoted}", cancellationToken).ConfigureAwait(false);
        var (create, defaultRoles) = AccountText.Split(statement!);
        return account with { CreateStatement = create, DefaultRoles = defaultRoles, Grants = [.. grants.Select(row => row.FirstTextOrNull()!)] };
    }
}
