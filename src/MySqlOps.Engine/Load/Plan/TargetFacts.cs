using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Load.Ledger;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>What a load must know of the server it loads into.</summary>
internal sealed record TargetFacts
{
    /// <summary>The server.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>Its version, as it says it.</summary>
    public required string Version { get; init; }

    /// <summary>read_only or super_read_only, whichever is on; null when neither is.</summary>
    public string? ReadOnlyVariable { get; init; }

    /// <summary>The names of its configured replication channels, the default one as an empty text; null when the account may not see them.</summary>
    public IReadOnlyList<string>? Channels { get; init; } = [];

    /// <summary>Its lower_case_table_names.</summary>
    public int LowerCaseTableNames { get; init; }

    /// <summary>sql_require_primary_key.</summary>
    public bool RequiresPrimaryKey { get; init; }

    /// <summary>local_infile.</summary>
    public bool AllowsLocalInfile { get; init; } = true;

    /// <summary>max_allowed_packet, in bytes.</summary>
    public long MaxPacketBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>True when gtid_mode is ON.</summary>
    public bool HasGtids { get; init; }

    /// <summary>gtid_executed; empty for none.</summary>
    public string GtidExecuted { get; init; } = "";

    /// <summary>True when it knows CREATE LIBRARY.</summary>
    public bool HasLibraries { get; init; }

    /// <summary>Its collations.</summary>
    public required IReadOnlySet<string> Collations { get; init; }

    /// <summary>Its character sets.</summary>
    public required IReadOnlySet<string> CharacterSets { get; init; }

    /// <summary>The storage engines that are on, with whether they roll back.</summary>
    public required IReadOnlyDictionary<string, bool> Engines { get; init; }

    /// <summary>Its tablespaces; null when it does not tell (MariaDB).</summary>
    public IReadOnlySet<string>? Tablespaces { get; init; }

    /// <summary>The account that is connected, as <c>'user'@'host'</c>.</summary>
    public required string ConnectedAccount { get; init; }

    /// <summary>Its accounts, as <c>'user'@'host'</c>; null when they were not asked for or may not be seen.</summary>
    public IReadOnlySet<string>? Accounts { get; init; }

    /// <summary>Its databases.</summary>
    public required IReadOnlyList<string> Databases { get; init; }

    /// <summary>The objects in the databases that are loaded into.</summary>
    public required IReadOnlyList<TargetObject> Objects { get; init; }

    /// <summary>Tables that hold rows; only filled when rows alone are loaded.</summary>
    public IReadOnlySet<ObjectName> FilledTables { get; init; } = new HashSet<ObjectName>();

    /// <summary>The system variables that it has, by name.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>The loads that its ledger calls unfinished.</summary>
    public IReadOnlyList<LedgerLoad> UnfinishedLoads { get; init; } = [];

    /// <summary>How the server compares the names of databases and tables.</summary>
    public StringComparer NameComparer => LowerCaseTableNames == 0 ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
}
