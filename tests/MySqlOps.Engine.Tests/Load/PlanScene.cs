using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.Load.Ledger;
using MySqlOps.Engine.Load.Plan;

namespace MySqlOps.Engine.Tests.Load;

/// <summary>What the tests of the planner have in common.</summary>
internal static class PlanScene
{
    /// <summary>A GTID set.</summary>
    public const string Set = "11111111-1111-1111-1111-111111111111:1-9";

    /// <summary>A server with nothing on it.</summary>
    public static TargetFacts Empty { get; } = new()
    {
        Server = new MySqlServer { Host = "target", User = "loader" },
        Version = "9.7.4",
        Collations = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "utf8mb4_0900_ai_ci" },
        CharacterSets = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "utf8mb4" },
        Engines = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase) { ["InnoDB"] = true, ["MyISAM"] = false },
        ConnectedAccount = "'loader'@'%'",
        Databases = [],
        Objects = [],
        Variables = new Dictionary<string, string>(StringComparer.Ordinal),
        HasGtids = true,
        HasLibraries = true,
    };

    /// <summary>Options as they come.</summary>
    public static LoadOptions Options => new() { RejectFolder = "rejected" };

    /// <summary>A database with one table, two chunks and a trigger.</summary>
    public static MemoryExport Shop() => new MemoryExport().Database("shop")
        .Table("orders", "CREATE TABLE `orders` (`id` int NOT NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci", "id", "1\n2\n", "3\n")
        .Trigger("tr", "CREATE TRIGGER `tr` BEFORE INSERT ON `orders` FOR EACH ROW SET @a = 1;");

    /// <summary>A target that has one object in database shop.</summary>
    public static TargetFacts Holding(string kind, string name) => Empty with { Databases = ["shop"], Objects = [new TargetObject(kind, "shop", name, "InnoDB")] };

    /// <summary>New names by old, with one pair.</summary>
    public static Dictionary<string, string> Rename(string old, string newName) => new(StringComparer.Ordinal) { [old] = newName };

    /// <summary>A target with an unfinished load of an export: its table is there, with some of the chunks.</summary>
    public static async Task<TargetFacts> UnfinishedAsync(MemoryExport export, params int[] chunks)
    {
        var first = await PlanAsync(export);
        return Holding("TABLE", "orders") with
        {
            UnfinishedLoads =
            [
                new LedgerLoad
                {
                    Id = 7,
                    ExportId = export.Id.ToString(),
                    Request = first.Request,
                    State = LedgerState.Loading,
                    Objects = first.Records.ToHashSet(),
                    Chunks = new Dictionary<ObjectName, IReadOnlySet<int>> { [new ObjectName("shop", "orders")] = chunks.ToHashSet() },
                },
            ],
        };
    }

    /// <summary>The one refusal of a plan.</summary>
    public static LoadRefusal Refusal(LoadPlan plan) => Assert.Single(plan.Refusals);

    /// <summary>Makes a plan.</summary>
    public static async Task<LoadPlan> PlanAsync(MemoryExport export, TargetFacts? facts = null, LoadOptions? options = null)
    {
        var asked = options ?? Options;
        var definitions = await ExportDefinitions.ReadAsync(export, withDefinitions: true, asked.IncludeUser, CancellationToken.None);
        return LoadPlanner.Plan(export.Manifest, definitions, facts ?? Empty, asked);
    }
}
