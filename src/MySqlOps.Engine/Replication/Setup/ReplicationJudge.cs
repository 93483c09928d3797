using MySqlOps.Engine.Replication.Setup.Checks;

namespace MySqlOps.Engine.Replication.Setup;

/// <summary>Judges whether one server can follow another. It asks nobody.</summary>
internal static class ReplicationJudge
{
    /// <summary>The checks before replication is set up.</summary>
    /// <param name="facts">The two servers.</param>
    /// <param name="choice">How the replica comes by its data.</param>
    public static IReadOnlyList<ReplicationCheck> JudgeSetup(SetupFacts facts, ProvisionChoice choice)
    {
        var checks = new CheckList(facts);
        IdentityChecks.Judge(facts, checks);
        LogChecks.Judge(facts, checks);
        SettingChecks.Judge(facts, checks);
        AccessChecks.Judge(facts, choice, checks);
        ChannelChecks.Judge(facts, checks);
        DataChecks.Judge(facts, choice, checks);
        if (choice.Refusal is { } refusal)
            checks.Fail("Provisioning", refusal, "Choose another way by -Provision, or remove what is in the way.");
        return checks.All;
    }

    /// <summary>The checks of replication that runs, or should.</summary>
    public static IReadOnlyList<ReplicationCheck> JudgeRunning(SetupFacts facts)
    {
        var checks = new CheckList(facts);
        RunningChecks.Judge(facts, checks);
        return checks.All;
    }
}
