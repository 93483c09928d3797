using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Replication.Setup;

/// <summary>Looks whether a server can follow another, and does. It changes nothing.</summary>
internal static class ReplicationTester
{
    /// <summary>Looks.</summary>
    /// <param name="source">The source.</param>
    /// <param name="replica">The replica.</param>
    /// <param name="options">The channel, and the source's address as the replica sees it.</param>
    /// <param name="onlyPrerequisites">True leaves out whether it runs.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="Foundation.MySqlOpsException">What can't be read.</exception>
    public static async Task<IReadOnlyList<ReplicationCheck>> TestAsync(MySqlServer source, MySqlServer replica, SetupOptions options, bool onlyPrerequisites, CancellationToken cancellationToken)
    {
        var facts = await SetupFactsReader.ReadAsync(source, replica, options, cancellationToken).ConfigureAwait(false);
        var checks = ReplicationJudge.JudgeSetup(facts, ProvisionChoice.Make(facts));
        return onlyPrerequisites ? checks : [.. checks, .. ReplicationJudge.JudgeRunning(facts)];
    }
}
