using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>Looks for privileges on whole databases that changes need. Those on single tables and routines it does not see, and so what it finds is a hint and no refusal.</summary>
internal sealed class SyncPrivileges(Session session)
{
    private static readonly string[] OfLedger = ["CREATE", "SELECT", "INSERT", "UPDATE", "DELETE"];

    /// <summary>The privileges that seem to lack, as <c>ALTER ON shop.*</c>.</summary>
    public async Task<IReadOnlyList<string>> FindMissingAsync(IReadOnlyList<MySqlDifference> differences, CancellationToken cancellationToken)
    {
        var role = session.Facts.IsMariaDb ? null : await session.TextAsync("SELECT CURRENT_ROLE() AS roles", cancellationToken).ConfigureAwait(false);
        var rows = await session.QueryAsync($"SHOW GRANTS FOR CURRENT_USER(){(role is null or "NONE" ? "" : $" USING {role}")}", cancellationToken).ConfigureAwait(false);
        var granted = new GrantedPrivileges(rows.Select(row => row.FirstTextOrNull() ?? ""));
        var own = OfLedger.Select(static privilege => (privilege, SyncLedger.Database));
        return
        [
            .. differences.SelectMany(Needs).Concat(own).Distinct()
                .Where(need => !granted.Has(need.Item2, need.Item1))
                .Select(static need => $"{need.Item1} ON {need.Item2}.*"),
        ];
    }

    /// <summary>What a change needs on its database.</summary>
    internal static IEnumerable<(string Privilege, string Database)> Needs(MySqlDifference difference) => difference.Forward switch
    {
        RowChange row => RowOperation.VerbOf(row) switch
        {
            RowVerb.Insert => [("INSERT", row.Table.Database)],
            RowVerb.Delete => [("SELECT", row.Table.Database), ("DELETE", row.Table.Database)],
            _ => [("SELECT", row.Table.Database), ("UPDATE", row.Table.Database)],
        },
        DefinitionChange definition => definition.Parts.Select(part => (Need(difference.ObjectType, part.Statement), part.Object.Database)).Where(static need => need.Item1.Length > 0 && need.Database.Length > 0),
        _ => [],
    };

    private static string Need(ComparedObject type, string statement) => (type, statement.Split(' ', 2)[0].ToUpperInvariant()) switch
    {
        (ComparedObject.Trigger, _) => "TRIGGER",
        (ComparedObject.Event, _) => "EVENT",
        (ComparedObject.Function or ComparedObject.Procedure or ComparedObject.Library, "CREATE") => "CREATE ROUTINE",
        (ComparedObject.Function or ComparedObject.Procedure or ComparedObject.Library, _) => "ALTER ROUTINE",
        (ComparedObject.View, "CREATE") => "CREATE VIEW",
        (_, "CREATE") => "CREATE",
        (_, "ALTER" or "RENAME") => "ALTER",
        (_, "DROP") => "DROP",
        _ => "",
    };
}
