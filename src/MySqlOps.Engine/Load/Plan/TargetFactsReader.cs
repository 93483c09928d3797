using System.Globalization;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Ledger;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>Asks a server what a load must know of it. It changes nothing.</summary>
internal sealed class TargetFactsReader(Session session)
{
    /// <summary>Asks.</summary>
    /// <param name="databases">The databases that are loaded into.</param>
    /// <param name="rowsOnly">The tables that get rows without definitions.</param>
    /// <param name="withAccounts">True when accounts are loaded.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<TargetFacts> ReadAsync(IReadOnlyCollection<string> databases, IReadOnlyCollection<ObjectName> rowsOnly, bool withAccounts, CancellationToken cancellationToken)
    {
        var settings = await ReadVariablesAsync(cancellationToken).ConfigureAwait(false);
        string Value(string name) => settings.GetValueOrDefault(name, "");
        bool IsOn(string name) => Value(name).ToUpperInvariant() is "ON" or "YES" or "1";
        return new TargetFacts
        {
            Server = session.Server,
            Version = Value("version"),
            ReadOnlyVariable = IsOn("super_read_only") ? "super_read_only" : IsOn("read_only") ? "read_only" : null,
            Channels = await ReadChannelsAsync(cancellationToken).ConfigureAwait(false),
            LowerCaseTableNames = int.Parse(Value("lower_case_table_names"), CultureInfo.InvariantCulture),
            RequiresPrimaryKey = IsOn("sql_require_primary_key"),
            AllowsLocalInfile = IsOn("local_infile"),
            MaxPacketBytes = long.Parse(Value("max_allowed_packet"), CultureInfo.InvariantCulture),
            HasGtids = Value("gtid_mode") == "ON",
            GtidExecuted = await ReadGtidsAsync(cancellationToken).ConfigureAwait(false),
            HasLibraries = session.Facts.HasLibraries,
            Collations = await ReadNamesAsync("SELECT COLLATION_NAME AS name FROM information_schema.COLLATIONS WHERE COLLATION_NAME IS NOT NULL", cancellationToken).ConfigureAwait(false),
            CharacterSets = await ReadNamesAsync("SELECT CHARACTER_SET_NAME AS name FROM information_schema.CHARACTER_SETS", cancellationToken).ConfigureAwait(false),
            Engines = await ReadEnginesAsync(cancellationToken).ConfigureAwait(false),
            Tablespaces = await ReadTablespacesAsync(cancellationToken).ConfigureAwait(false),
            ConnectedAccount = Quote((await session.TextAsync("SELECT CURRENT_USER()", cancellationToken).ConfigureAwait(false))!),
            Accounts = withAccounts ? await ReadAccountsAsync(cancellationToken).ConfigureAwait(false) : null,
            Databases = [.. await ReadNamesAsync("SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA", cancellationToken).ConfigureAwait(false)],
            Objects = await new TargetObjectReader(session).ReadAsync(databases, cancellationToken).ConfigureAwait(false),
            FilledTables = await ReadFilledTablesAsync(rowsOnly, cancellationToken).ConfigureAwait(false),
            Variables = settings,
            UnfinishedLoads = await new LedgerReader(session).ReadUnfinishedAsync(cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>CURRENT_USER() is <c>user@host</c>; a user may hold an @, a host may not.</summary>
    private static string Quote(string account)
    {
        var at = account.LastIndexOf('@');
        return $"{SqlLiteral.Quote(account[..at])}@{SqlLiteral.Quote(account[(at + 1)..])}";
    }

    /// <summary>Not from SHOW GLOBAL VARIABLES, which cuts a value off behind 1024 characters.</summary>
    private async Task<string> ReadGtidsAsync(CancellationToken cancellationToken)
    {
        var executed = session.Facts.HasGtidExecuted ? await session.TextAsync("SELECT @@GLOBAL.gtid_executed", cancellationToken).ConfigureAwait(false) : null;
        return executed?.Replace("\n", "", StringComparison.Ordinal) ?? "";
    }

    private async Task<IReadOnlyDictionary<string, string>> ReadVariablesAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SHOW GLOBAL VARIABLES", cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(row => row.Text("Variable_name"), row => row.TextOrNull("Value") ?? "", StringComparer.OrdinalIgnoreCase);
    }

    private async Task<IReadOnlyList<string>?> ReadChannelsAsync(CancellationToken cancellationToken)
    {
        try
        {
            // A group's own channels, and a default channel that was reset, have no host.
            var rows = session.Facts.IsMariaDb
                ? await session.QueryAsync("SHOW ALL SLAVES STATUS", cancellationToken).ConfigureAwait(false)
                : await session.QueryAsync(
                    """
                    SELECT CHANNEL_NAME AS channel
                    FROM performance_schema.replication_connection_configuration
                    WHERE HOST NOT IN ('', '<NULL>') AND CHANNEL_NAME NOT LIKE 'group\_replication\_%'
                    """,
                    cancellationToken).ConfigureAwait(false);
            return [.. rows.Select(row => row.Text(session.Facts.IsMariaDb ? "Connection_name" : "channel"))];
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return null;
        }
    }

    private async Task<IReadOnlySet<string>> ReadNamesAsync(string sql, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(sql, cancellationToken).ConfigureAwait(false);
        return rows.Select(row => row.Text("name")).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private async Task<IReadOnlyDictionary<string, bool>> ReadEnginesAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "SELECT ENGINE AS engine, TRANSACTIONS AS transactions FROM information_schema.ENGINES WHERE SUPPORT IN ('YES', 'DEFAULT')",
            cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(row => row.Text("engine"), row => row.TextOrNull("transactions") == "YES", StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>From the view that needs no privilege.</summary>
    private async Task<IReadOnlySet<string>?> ReadTablespacesAsync(CancellationToken cancellationToken) =>
        session.Facts.HasTablespacesExtensions
            ? await ReadNamesAsync("SELECT TABLESPACE_NAME AS name FROM information_schema.TABLESPACES_EXTENSIONS WHERE TABLESPACE_NAME NOT LIKE '%/%'", cancellationToken).ConfigureAwait(false)
            : null;

    private async Task<IReadOnlySet<string>?> ReadAccountsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var rows = await session.QueryAsync("SELECT User AS user, Host AS host FROM mysql.user", cancellationToken).ConfigureAwait(false);
            return rows.Select(row => $"{SqlLiteral.Quote(row.Text("user"))}@{SqlLiteral.Quote(row.Text("host"))}").ToHashSet(StringComparer.Ordinal);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return null;
        }
    }

    private async Task<IReadOnlySet<ObjectName>> ReadFilledTablesAsync(IReadOnlyCollection<ObjectName> tables, CancellationToken cancellationToken)
    {
        var filled = new HashSet<ObjectName>();
        foreach (var table in tables)
        {
            try
            {
                var rows = await session.QueryAsync($"SELECT 1 AS one FROM {table.Quoted} LIMIT 1", cancellationToken).ConfigureAwait(false);
                if (rows.Count > 0)
                    filled.Add(table);
            }
            catch (MySqlOpsException e) when (e.ServerErrorNumber is ServerErrorNumber.TableMissing or ServerErrorNumber.UnknownDatabase)
            {
                // The plan finds out that it is missing.
            }
        }

        return filled;
    }
}
