using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>The conditions that users give for the rows of tables.</summary>
internal static class WhereClause
{
    /// <summary>The condition so that a bracket can be closed behind it even when it ends with a comment.</summary>
    public static string? Guard(string? condition) => condition is null ? null : $"{condition}\n";

    /// <summary>The conditions by table.</summary>
    /// <exception cref="MySqlOpsException">DumpWhereInvalid: a condition is for a table that is not exported.</exception>
    public static IReadOnlyDictionary<ObjectName, string> Match(IReadOnlyDictionary<string, string> conditions, IReadOnlyCollection<ObjectName> tables, bool ignoreCase)
    {
        var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var matched = new Dictionary<ObjectName, string>();
        foreach (var (name, condition) in conditions)
        {
            var table = tables.FirstOrDefault(table => table.ToString().Equals(name, comparison))
                ?? throw new MySqlOpsException(ErrorId.DumpWhereInvalid, $"There is a condition for the rows of '{name}', which is not among the exported tables. Name it as database.table.", name);
            matched[table] = condition;
        }

        return matched;
    }

    /// <summary>Has the server read a condition.</summary>
    /// <exception cref="MySqlOpsException">DumpWhereInvalid: it can't.</exception>
    public static async Task CheckAsync(DataSession session, ObjectName table, string condition, CancellationToken cancellationToken)
    {
        try
        {
            await session.QueryAsync($"EXPLAIN FORMAT=TRADITIONAL SELECT 1 FROM {table.Quoted} WHERE ({Guard(condition)})", cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is not null && e.Id == ErrorId.QueryFailed)
        {
            throw e.Retell(ErrorId.DumpWhereInvalid, $"The server can't read the condition for the rows of {table}. {e.Message}", table);
        }
    }
}
