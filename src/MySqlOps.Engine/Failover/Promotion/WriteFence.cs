using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>
/// Makes a server read-only, whatever is in the way of that. SET GLOBAL super_read_only waits for statements that write and for commits, and lets no new ones in meanwhile; those
/// that it waits for are ended from another session. A commit that waits for an acknowledgement goes on when its session is killed, and ends with the wait: its client is
/// gone by then, so that it is never told that a transaction is safe which no replica has.
/// </summary>
internal static class WriteFence
{
    private const int Tries = 4;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>How long those in the way may take to end by themselves.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>Makes it read-only.</summary>
    /// <param name="context">Over whose lease; the server must be among its members.</param>
    /// <param name="member">The server, as it said it was.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whom it ended, as a sentence; null for nobody.</returns>
    /// <exception cref="MySqlOpsException">With error 1205 when what is in the way can't be ended; any error of the statements.</exception>
    public static async Task<string?> RaiseAsync(RunContext context, MemberFacts member, CancellationToken cancellationToken)
    {
        var ended = new List<FenceBlocker>();
        for (var attempt = 1; ; attempt++)
        {
            var raising = context.Runner.SendAsync(member.Server, ["SET GLOBAL super_read_only = ON"], Limit, cancellationToken);
            var trouble = await ClearAsync(raising, context, member, ended, cancellationToken).ConfigureAwait(false);
            try
            {
                await raising.ConfigureAwait(false);
                return ended.Count == 0 ? null : $"Ended, because they were in the way: {string.Join(", ", ended.DistinctBy(static blocker => blocker.Id))}.";
            }
            catch (MySqlOpsException e) when (e.ServerErrorNumber == ServerErrorNumber.LockWaitTimeout)
            {
                if (attempt == Tries)
                    throw new MySqlOpsException(e.Id, $"{member.Server} could not be made read-only, because it waits for statements or commits that do not end. {trouble?.Message}".TrimEnd(), member.Server, e);
            }
        }
    }

    /// <summary>Ends those in the way, unless they end by themselves.</summary>
    private static async Task<MySqlOpsException?> ClearAsync(Task raising, RunContext context, MemberFacts member, List<FenceBlocker> ended, CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(raising, Task.Delay(Patience, context.Time, cancellationToken)).ConfigureAwait(false) == raising)
            return null;
        try
        {
            var server = member.Server with { ConnectTimeout = context.Options.AskTimeout, CommandTimeout = context.Options.AskTimeout };
            var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
                await EndAsync(session, raising, member.SemiSync, ended, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (MySqlOpsException e)
        {
            return e;
        }
    }

    private static async Task EndAsync(Session session, Task raising, MemberSemiSync semiSync, List<FenceBlocker> ended, CancellationToken cancellationToken)
    {
        foreach (var blocker in await FenceBlocker.ReadAsync(session, cancellationToken).ConfigureAwait(false))
        {
            if (!raising.IsCompleted && blocker.HoldsFence && await blocker.KillAsync(session, cancellationToken).ConfigureAwait(false))
                ended.Add(blocker);
        }

        // Only now: whoever waits would be told that all is well.
        if (raising.IsCompleted || semiSync.IsSourceEnabled != true)
            return;
        foreach (var statement in SemiSyncStatements.ReleaseCommits(semiSync))
            await session.ExecuteAsync(statement.Reveal(), cancellationToken).ConfigureAwait(false);
    }
}
