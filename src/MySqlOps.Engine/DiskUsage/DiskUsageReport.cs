using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.DiskUsage;

/// <summary>A server's disk usage.</summary>
public sealed record DiskUsageReport
{
    /// <summary>The server.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>The entries, by category, the largest first, binary logs in their order.</summary>
    public required IReadOnlyList<DiskUsageEntry> Entries { get; init; }

    /// <summary>The databases that were named and that the account can't find.</summary>
    public required IReadOnlyList<string> MissingDatabases { get; init; }

    /// <summary>The tables that were named and that the account can't find.</summary>
    public required IReadOnlyList<string> MissingTables { get; init; }

    /// <summary>The totals of <see cref="Entries"/>.</summary>
    public DiskUsageSummary Summary => DiskUsageSummary.Of(Server, Entries);
}
