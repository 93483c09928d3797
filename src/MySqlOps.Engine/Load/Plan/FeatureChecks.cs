using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>Whether the target has what the definitions name.</summary>
internal static class FeatureChecks
{
    /// <summary>What it lacks, each thing once with the tables that name it.</summary>
    public static IEnumerable<LoadRefusal> Find(LoadScope scope, TargetFacts facts)
    {
        var tables = scope.Tables.Where(table => table.Definition is not null).ToArray();
        var lacking = tables.SelectMany(table => Lacks(table.Definition!, facts).Select(thing => (thing, table.Target)))
            .Concat(scope.Databases.SelectMany(database => LacksOfScript(database.Script, facts).Select(thing => (thing, Target: new Catalog.ObjectName(database.Target, "")))));
        foreach (var group in lacking.GroupBy(pair => pair.thing, pair => pair.Target, StringComparer.OrdinalIgnoreCase))
        {
            yield return new LoadRefusal(
                ErrorId.LoadTargetLacksFeature,
                $"{facts.Server} ({facts.Version}) lacks {group.Key}, which {Names([.. group.Select(name => name.Name.Length == 0 ? $"database {name.Database}" : name.ToString())])} needs.");
        }

        foreach (var library in scope.Objects.Where(one => one.Kind == "LIBRARY" && !facts.HasLibraries))
            yield return new LoadRefusal(ErrorId.LoadTargetLacksFeature, $"{facts.Server} ({facts.Version}) has no CREATE LIBRARY, which {library.Target} needs.");
        foreach (var table in tables.Where(table => facts.RequiresPrimaryKey && !HasPrimaryKey(table.Definition!)))
            yield return new LoadRefusal(ErrorId.LoadKeyRequired, $"{facts.Server} has sql_require_primary_key on, and {table.Target} has no primary key. Turn it off there for the import, or leave the table out.");
    }

    private static IEnumerable<string> Lacks(CreateTableText definition, TargetFacts facts)
    {
        foreach (var collation in definition.Collations.Where(name => !IsDefault(name) && !facts.Collations.Contains(name)))
            yield return $"the collation {collation}";
        foreach (var set in definition.CharacterSets.Where(name => !IsDefault(name) && !facts.CharacterSets.Contains(name)))
            yield return $"the character set {set}";
        if (definition.Engine is { } engine && !facts.Engines.ContainsKey(engine))
            yield return $"the storage engine {engine}";
    }

    private static IEnumerable<string> LacksOfScript(string? script, TargetFacts facts)
    {
        var tokens = script is null ? [] : SqlTokens.ReadScript(script);
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            var name = tokens[i + 1].Span.ToString();
            if (tokens[i].IsWord("COLLATE") && !IsDefault(name) && !facts.Collations.Contains(name))
                yield return $"the collation {name}";
        }
    }

    private static bool IsDefault(string name) => name.Equals("DEFAULT", StringComparison.OrdinalIgnoreCase) || name.Equals("binary", StringComparison.OrdinalIgnoreCase);

    private static bool HasPrimaryKey(CreateTableText definition) => definition.Indexes.Any(index => index.Kind == IndexKind.Primary);

    private static string Names(string[] names) => names.Length <= 5 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(5))} and {names.Length - 5} more";
}
