namespace MySqlOps.Engine.Replication.Setup.Checks;

/// <summary>What the replica holds, and what it lacks.</summary>
internal static class DataChecks
{
    private const int ShownNames = 5;

    /// <summary>Judges.</summary>
    /// <param name="facts">The two servers.</param>
    /// <param name="choice">How the replica comes by its data.</param>
    /// <param name="checks">Gets the checks.</param>
    public static void Judge(SetupFacts facts, ProvisionChoice choice, CheckList checks)
    {
        JudgePurged(facts, choice, checks);
        JudgeErrant(facts, choice, checks);
        JudgeContent(facts, choice, checks);
    }

    private static void JudgePurged(SetupFacts facts, ProvisionChoice choice, CheckList checks)
    {
        if (choice.Replaces)
            checks.Pass("Purged transactions", $"The replica gets the source's data ({choice.Method}).");
        else if (facts.Options.Start == ReplicationStart.Position || facts.PurgedMissing.IsEmpty)
            checks.Pass("Purged transactions", facts.Options.Start == ReplicationStart.Position ? "The start is given by file and position." : "The source still has all transactions that the replica lacks.");
        else
            checks.Fail(
                "Purged transactions",
                FormattableString.Invariant($"The replica lacks {facts.PurgedMissing.Count} transactions that the source has purged from its binary logs: {OneLine(facts.PurgedMissing)}."),
                choice.Refusal ?? "Provision the replica: New-MySqlReplication -Provision Auto.");
    }

    private static void JudgeErrant(SetupFacts facts, ProvisionChoice choice, CheckList checks)
    {
        var errant = facts.Errant;
        if (errant.IsEmpty)
        {
            checks.Pass("Errant transactions", "The replica has no transaction that the source lacks.");
            return;
        }

        var found = FormattableString.Invariant($"The replica has {errant.Count} transactions that the source lacks: {OneLine(errant)}");
        if (choice.Replaces)
            checks.Warn("Errant transactions", $"{found}. They are forgotten when it is provisioned.", "Look at them with Get-MySqlErrantTransaction before.");
        else if (facts.Replica.Channels.Any(channel => !facts.IsFromSource(channel)))
            checks.Warn("Errant transactions", $"{found}. They may be those of its other sources.", "Look at them with Get-MySqlErrantTransaction.");
        else
            checks.Corrupts("Errant transactions", $"{found}. Its data is not the source's.", "See what they changed with Get-MySqlErrantTransaction; then repair them with Repair-MySqlErrantTransaction, or provision the replica anew.");
    }

    private static void JudgeContent(SetupFacts facts, ProvisionChoice choice, CheckList checks)
    {
        var replica = facts.Replica;
        if (choice.Replaces)
        {
            if (replica.Databases.Count > 0)
                checks.FailUnlessForced("Replica data", $"{replica} is not empty: it has {Names(replica.Databases)}, which provisioning replaces by the source's data.", "Name an empty server, or use -Force to have all its data replaced.");
            else
                checks.Pass("Replica data", "The replica is empty.");
            return;
        }

        if (replica.Databases.Count == 0 || !replica.Executed.IsEmpty || facts.IsFollowing)
        {
            checks.Pass("Replica data", replica.Databases.Count == 0 ? "The replica is empty." : "The replica has executed transactions: its data is as of these.");
            return;
        }

        var common = replica.Databases.Intersect(facts.Source.Databases, StringComparer.Ordinal).ToList();
        if (facts.Options.Start == ReplicationStart.Position)
            checks.Warn("Replica data", $"{replica} has {Names(replica.Databases)}: whether that is the source's data as of the position nobody can tell.", "Compare them afterwards: Test-MySqlReplicaData.");
        else if (common.Count > 0)
            checks.Corrupts("Replica data", $"{replica} has {Names(common)} as the source does, but has executed no transaction: the source would send all of it again.", "Provision the replica with -Provision Auto -Force, start from the file and position of the copy, or set gtid_purged to the copy's GTID set.");
        else
            checks.Warn("Replica data", $"{replica} has {Names(replica.Databases)}, which the source lacks.", "Drop what is not meant to be there.");
    }

    private static string Names(IReadOnlyList<string> names) =>
        $"{(names.Count == 1 ? "the database" : "the databases")} {string.Join(", ", names.Take(ShownNames))}{(names.Count > ShownNames ? FormattableString.Invariant($" and {names.Count - ShownNames} more") : "")}";

    private static string OneLine(Gtids.GtidSet set)
    {
        const int Shown = 200;
        var text = set.ToString().Replace("\n", " ", StringComparison.Ordinal);
        return text.Length > Shown ? $"{text[..Shown]}..." : text;
    }
}
