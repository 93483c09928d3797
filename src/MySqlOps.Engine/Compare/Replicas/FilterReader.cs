using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Replicas;

/// <summary>Reads the filters that stand between a source and a replica.</summary>
internal static class FilterReader
{
    /// <summary>Reads.</summary>
    /// <param name="source">A session to the source.</param>
    /// <param name="replica">A session to the replica.</param>
    /// <param name="channel">The replica's channel.</param>
    /// <param name="observer">Hears what can't be seen.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<FilterRules> ReadAsync(DataSession source, DataSession replica, string channel, IOperationObserver observer, CancellationToken cancellationToken)
    {
        var guard = new PrivilegeGuard(source.Server, observer);
        var (logged, unlogged) = await guard.AskAsync<(string?, string?)>("binlog_do_db and binlog_ignore_db", "REPLICATION CLIENT", () => ReadLogAsync(source, cancellationToken), default).ConfigureAwait(false);
        var rules = await ReadReplicaAsync(replica, channel, cancellationToken).ConfigureAwait(false);
        return new FilterRules
        {
            LoggedDatabases = Split(logged),
            UnloggedDatabases = Split(unlogged),
            Databases = Rule("REPLICATE_DO_DB"),
            IgnoredDatabases = Rule("REPLICATE_IGNORE_DB"),
            Tables = Rule("REPLICATE_DO_TABLE"),
            IgnoredTables = Rule("REPLICATE_IGNORE_TABLE"),
            WildTables = Rule("REPLICATE_WILD_DO_TABLE"),
            WildIgnoredTables = Rule("REPLICATE_WILD_IGNORE_TABLE"),
            Renames = ReadRenames(rules.GetValueOrDefault("REPLICATE_REWRITE_DB")),
        };

        IReadOnlyList<string> Rule(string name) => Split(rules.GetValueOrDefault(name));
    }

    /// <summary><c>(a,b),(c,d)</c>.</summary>
    internal static IReadOnlyDictionary<string, string> ReadRenames(string? rule)
    {
        var renames = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in (rule ?? "").Split(')', StringSplitOptions.RemoveEmptyEntries))
        {
            var names = pair.TrimStart(',', ' ', '(').Split(',', 2, StringSplitOptions.TrimEntries);
            if (names.Length == 2)
                renames[Unquote(names[0])] = Unquote(names[1]);
        }

        return renames;
    }

    internal static IReadOnlyList<string> Split(string? list) =>
        [.. (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Unquote)];

    /// <summary>The server shows names with and without backticks, by the kind of filter.</summary>
    private static string Unquote(string name) => name.Replace("`", "", StringComparison.Ordinal);

    private static async Task<(string? Logged, string? Unlogged)> ReadLogAsync(DataSession source, CancellationToken cancellationToken)
    {
        var rows = await source.QueryAsync(source.Facts.ShowBinaryLogStatus, cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? default : (rows[0].TextOrNull("Binlog_Do_DB"), rows[0].TextOrNull("Binlog_Ignore_DB"));
    }

    private static async Task<Dictionary<string, string>> ReadReplicaAsync(DataSession replica, string channel, CancellationToken cancellationToken)
    {
        var rows = await replica.QueryAsync(
            $"""
            SELECT FILTER_NAME AS name, FILTER_RULE AS rule
            FROM performance_schema.replication_applier_filters
            WHERE CHANNEL_NAME = {SqlLiteral.Quote(channel)} AND FILTER_RULE <> ''
            """,
            cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(static row => row.Text("name"), static row => row.Text("rule"), StringComparer.OrdinalIgnoreCase);
    }
}
