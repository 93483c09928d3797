namespace MySqlOps.Engine.Tests.Architecture;

/// <summary>
/// The rooms of the engine and which way the arrows point: an area uses only what stands on a line above its own, and areas
/// on one line do not know each other. The same table stands in docs/architecture.md.
/// </summary>
internal static class AreaTable
{
    private static readonly string[][] Lines =
    [
        ["Foundation"],
        ["Protocol"],
        ["Connect"],
        ["Catalog"],
        ["DiskUsage", "Dump", "Replication", "Sandbox", "Maintenance"],
        ["Load", "Compare", "Topology"],
        ["Provisioning", "Failover"],
        ["Groups"],
        ["Sharding", "Routing"],
    ];

    /// <summary>True for an area that the table has.</summary>
    public static bool Has(string area) => LineOf(area) >= 0;

    /// <summary>True when code of one area may name the other.</summary>
    public static bool Allows(string from, string to) => Has(to) && LineOf(to) < LineOf(from);

    private static int LineOf(string area) => Array.FindIndex(Lines, line => line.Contains(area));
}
