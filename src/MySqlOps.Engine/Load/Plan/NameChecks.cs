using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Ledger;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>Whether every object gets a name of its own on the target, and keeps its capitals.</summary>
internal static class NameChecks
{
    private static readonly HashSet<string> ServersOwn = new(["mysql", "sys", "information_schema", "performance_schema", LedgerSchema.Database], StringComparer.OrdinalIgnoreCase);

    /// <summary>What is in the way.</summary>
    public static IEnumerable<LoadRefusal> Find(LoadScope scope, TargetFacts facts)
    {
        foreach (var database in scope.Databases.Where(database => ServersOwn.Contains(database.Target)))
            yield return new LoadRefusal(ErrorId.LoadNameCollision, $"Database {database.Source} can't be loaded as {database.Target}, which is the server's own. Choose another name.");
        foreach (var group in scope.Databases.GroupBy(database => database.Target, facts.NameComparer).Where(group => group.Count() > 1))
            yield return new LoadRefusal(ErrorId.LoadNameCollision, $"The databases {string.Join(", ", group.Select(database => database.Source))} would all be {group.Key} on {facts.Server}.");

        var relations = scope.Tables.Select(table => table.Target).Concat(scope.Objects.Where(one => one.Kind == "VIEW").Select(view => view.Target));
        foreach (var group in relations.GroupBy(name => name.ToString(), facts.NameComparer).Where(group => group.Distinct().Count() > 1))
            yield return new LoadRefusal(ErrorId.LoadNameCollision, $"{string.Join(" and ", group)} would be one table on {facts.Server}, whose lower_case_table_names is {facts.LowerCaseTableNames}.");
        if (facts.LowerCaseTableNames != 1)
            yield break;
        var names = scope.Databases.Select(database => database.Target).Concat(scope.Tables.Select(table => table.Target.ToString()));
        foreach (var name in names.Where(HasCapitals))
            yield return new LoadRefusal(ErrorId.LoadNameCaseLost, $"{facts.Server} has lower_case_table_names 1 and would store {name} in lower case. Load into a server that keeps capitals, or rename it.");
    }

    /// <summary>What may come out otherwise.</summary>
    public static IEnumerable<string> Notes(ExportManifest manifest, TargetFacts facts)
    {
        if (manifest.Server.LowerCaseTableNames != 0 && facts.LowerCaseTableNames == 0)
            yield return $"The export is from a server that ignores the case of table names, and {facts.Server} minds it: views and routines that write a name otherwise than it is stored will not find it.";
    }

    private static bool HasCapitals(string name) => name.Any(char.IsUpper);
}
