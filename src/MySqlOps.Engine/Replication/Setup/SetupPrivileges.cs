using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Replication.Setup;

/// <summary>Which privileges on all databases the connected accounts need, and which of them they have.</summary>
internal static class SetupPrivileges
{
    private static readonly string[] Known =
    [
        "SUPER", "RELOAD", "SHOW DATABASES", "SELECT", "INSERT", "CREATE", "DROP", "PROCESS", "CREATE USER", "REPLICATION SLAVE", "REPLICATION CLIENT",
        "REPLICATION_SLAVE_ADMIN", "SYSTEM_VARIABLES_ADMIN", "CLONE_ADMIN", "BACKUP_ADMIN", "EVENT",
    ];

    /// <summary>The privileges in the rows of SHOW GRANTS, and those that may be passed on.</summary>
    public static (IReadOnlySet<string> Held, IReadOnlySet<string> Grantable) Read(IEnumerable<string> grants)
    {
        var rows = grants.ToList();
        var held = new GrantedPrivileges(rows);
        var grantable = new GrantedPrivileges(rows.Where(static row => row.EndsWith("WITH GRANT OPTION", StringComparison.Ordinal)));
        return (Known.Where(name => held.HasGlobally(name)).ToHashSet(StringComparer.Ordinal), Known.Where(name => grantable.HasGlobally(name)).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>What the account on the replica lacks, as <c>CLONE_ADMIN ON *.*</c>.</summary>
    public static IEnumerable<string> MissingOnReplica(SetupFacts facts, ProvisionMethod method)
    {
        var held = facts.Replica.Privileges;
        if (!held.Contains("REPLICATION_SLAVE_ADMIN") && !held.Contains("SUPER"))
            yield return "REPLICATION_SLAVE_ADMIN ON *.*";
        if (!held.Contains("SYSTEM_VARIABLES_ADMIN") && !held.Contains("SUPER"))
            yield return "SYSTEM_VARIABLES_ADMIN ON *.*";

        // RESET REPLICA, by which the probe's channel is removed (manual 15.4.2.3).
        if (!held.Contains("RELOAD"))
            yield return "RELOAD ON *.*";
        if (method == ProvisionMethod.Clone && !held.Contains("CLONE_ADMIN"))
            yield return "CLONE_ADMIN ON *.*";

        // A server looks empty to an account that sees none of its databases.
        if (method is ProvisionMethod.Clone or ProvisionMethod.Export && !held.Contains("SHOW DATABASES") && !held.Contains("SELECT"))
            yield return "SHOW DATABASES ON *.*";
        if (NeedsPlugin(facts, facts.Replica, method) && !held.Contains("INSERT"))
            yield return "INSERT ON mysql.*";
    }

    /// <summary>What the account on the source lacks.</summary>
    public static IEnumerable<string> MissingOnSource(SetupFacts facts, ProvisionMethod method)
    {
        var (held, grantable) = (facts.Source.Privileges, facts.Source.GrantablePrivileges);
        var makesAccount = NeedsAccount(facts, method is ProvisionMethod.Clone or ProvisionMethod.Export);
        if ((makesAccount || method == ProvisionMethod.Clone) && !held.Contains("CREATE USER"))
            yield return "CREATE USER ON *.*";
        if (makesAccount && !grantable.Contains("REPLICATION SLAVE"))
            yield return "REPLICATION SLAVE ON *.* WITH GRANT OPTION";
        if (method == ProvisionMethod.Clone && !grantable.Contains("BACKUP_ADMIN"))
            yield return "BACKUP_ADMIN ON *.* WITH GRANT OPTION";

        // Rows of other engines than InnoDB are not cloned, so all tables must be seen.
        if (method == ProvisionMethod.Clone && !held.Contains("SELECT"))
            yield return "SELECT ON *.*";
        if (NeedsPlugin(facts, facts.Source, method) && !held.Contains("INSERT"))
            yield return "INSERT ON mysql.*";
        if (facts.Options.SemiSync && !facts.Source.IsSemiSyncSource && !held.Contains("SYSTEM_VARIABLES_ADMIN") && !held.Contains("SUPER"))
            yield return "SYSTEM_VARIABLES_ADMIN ON *.*";
    }

    /// <summary>True where the replication account is to be made, or to be granted what it needs.</summary>
    /// <param name="facts">The two servers.</param>
    /// <param name="replaces">True where provisioning replaces the replica's data, its channels with it.</param>
    public static bool NeedsAccount(SetupFacts facts, bool replaces) =>
        facts.Source.ReplicationAccounts is { } accounts && !KeepsAccount(facts, replaces) && !accounts.Any(static account => account.MayReplicate);

    /// <summary>True where the channel goes on with the account and password that it has.</summary>
    /// <param name="facts">The two servers.</param>
    /// <param name="replaces">True where provisioning replaces the replica's data, its channels with it.</param>
    public static bool KeepsAccount(SetupFacts facts, bool replaces) =>
        !replaces && facts.IsFollowing && (!facts.Options.IsUserGiven || (facts.Channel!.User == facts.Options.ReplicationUser && facts.Channel.IsRunning));

    private static bool NeedsPlugin(SetupFacts facts, ServerSetupFacts side, ProvisionMethod method) =>
        (method == ProvisionMethod.Clone && !side.Plugins.Contains("clone"))
        || (facts.Options.SemiSync && !side.Plugins.Contains(ReferenceEquals(side, facts.Source) ? side.Facts.SemiSyncSourcePlugin : side.Facts.SemiSyncReplicaPlugin));
}
