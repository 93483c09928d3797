using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Failover.Switchover;

/// <summary>The global privileges that a switchover needs on every server, because each may be a primary and a replica.</summary>
internal static class SwitchoverPrivileges
{
    /// <summary>Each with those that stand for it; SUPER is what there was before MySQL 8.</summary>
    private static readonly string[][] Needed =
    [
        ["SYSTEM_VARIABLES_ADMIN", "SUPER"],
        ["REPLICATION_SLAVE_ADMIN", "SUPER"],
        ["REPLICATION CLIENT", "SUPER"],
        ["PROCESS"],

        // RESET REPLICA asks for it (manual 15.4.2.3).
        ["RELOAD"],
    ];

    private static readonly string[][] NeededForEvents =
    [
        ["EVENT"],
        ["SET_ANY_DEFINER", "SET_USER_ID", "SUPER"],
    ];

    /// <summary>Those that an account lacks, by their newest names.</summary>
    /// <param name="granted">What it has.</param>
    /// <param name="hasEvents">True when there are events to move.</param>
    public static IReadOnlyList<string> Lacking(GrantedPrivileges granted, bool hasEvents) =>
        [.. Needed.Concat(hasEvents ? NeededForEvents : []).Where(names => !granted.HasGlobally(names)).Select(static names => names[0])];
}
