using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>Makes empty transactions in the names of errant ones on the source, so that every server has them and none is errant any more. What they changed stays where it is.</summary>
/// <param name="observer">Hears of progress.</param>
public sealed class ErrantRepairer(IOperationObserver observer)
{
    private const int BatchLength = 100;

    /// <summary>Makes the plan for one server.</summary>
    /// <param name="server">The server that gets the empty transactions: the source at the top.</param>
    /// <param name="wanted">The transactions that it is to have.</param>
    /// <param name="found">The errant transactions that were found; empty when the set was written by hand.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MySqlOpsException">Any Connect error; ErrantGtidModeOff; ServerUnsupported.</exception>
    public static async Task<ErrantRepairPlan> PlanAsync(MySqlServer server, GtidSet wanted, IReadOnlyList<MySqlErrantTransaction> found, CancellationToken cancellationToken)
    {
        var state = await GtidStateReader.ReadAsync(server, needsChannels: false, cancellationToken).ConfigureAwait(false);
        return ErrantRepairPlanner.Plan(state, wanted, found);
    }

    /// <summary>Runs a plan. What the server got meanwhile is not made again.</summary>
    /// <exception cref="MySqlOpsException">ErrantRepairRefused; PrivilegeMissing; ErrantRepairFailed. What was made until then stays, and a second run goes on from there.</exception>
    public async Task<MySqlErrantRepair> RunAsync(ErrantRepairPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan.ThrowIfRefused();
        if (!plan.Missing.IsEmpty)
            await InjectAsync(plan, cancellationToken).ConfigureAwait(false);
        return new MySqlErrantRepair
        {
            Server = plan.Server,
            Status = plan.Missing.IsEmpty ? ErrantRepairStatus.Unchanged : ErrantRepairStatus.Injected,
            GtidSet = plan.Missing.ToString(),
            TransactionCount = plan.Missing.Count,
            AlreadyThere = plan.Present.Count,
            LeftOnReplica = plan.LeftOnReplica,
        };
    }

    private async Task InjectAsync(ErrantRepairPlan plan, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(plan.Server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var done = 0L;
            foreach (var batch in plan.Missing.Transactions.Chunk(BatchLength))
            {
                await CommitAsync(session, batch, cancellationToken).ConfigureAwait(false);
                done += batch.Length;
                observer.Progress(Progress(done, plan.Missing.Count));
            }

            var executed = GtidSet.Parse(await session.TextAsync("SELECT @@GLOBAL.gtid_executed", cancellationToken).ConfigureAwait(false) ?? "");
            var left = plan.Missing.Subtract(executed);
            if (!left.IsEmpty)
            {
                throw new MySqlOpsException(
                    ErrorId.ErrantRepairFailed, $"{plan.Server} took empty transactions and does not have them: {left.ToString().ReplaceLineEndings("")}. Another session may hold these names; look at gtid_owned, and run it again.", plan.Server);
            }
        }
    }

    private static OperationProgress Progress(long done, long all) => new()
    {
        Activity = "Committing empty transactions",
        Status = string.Create(CultureInfo.InvariantCulture, $"{done} of {all}"),
        PercentComplete = (int)(100 * done / all),
        IsCompleted = done == all,
    };

    /// <summary>Several transactions in one text, because each would cost three round trips. The server passes over those that it has already.</summary>
    private static async Task CommitAsync(Session session, string[] gtids, CancellationToken cancellationToken)
    {
        var statements = string.Concat(gtids.Select(static gtid => $"SET GTID_NEXT = {SqlLiteral.Quote(gtid)}; BEGIN; COMMIT; "));
        try
        {
            await session.ExecuteAsync($"{statements}SET GTID_NEXT = 'AUTOMATIC'", cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e)
        {
            var hasRight = await ReleaseAsync(session).ConfigureAwait(false);
            throw Explain(session.Server, gtids, hasRight, e);
        }
    }

    /// <summary>Gives a name back that the session may still hold.</summary>
    /// <returns>True when the account may set GTID_NEXT at all.</returns>
    private static async Task<bool> ReleaseAsync(Session session)
    {
        try
        {
            await session.ExecuteAsync("ROLLBACK", CancellationToken.None).ConfigureAwait(false);
            await session.ExecuteAsync("SET GTID_NEXT = 'AUTOMATIC'", CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (MySqlOpsException)
        {
            // The session ends now, and its names with it.
            return false;
        }
    }

    private static MySqlOpsException Explain(MySqlServer server, string[] gtids, bool hasRight, MySqlOpsException e)
    {
        if (e.Id != ErrorId.PrivilegeMissing)
            return e.Retell(ErrorId.ErrantRepairFailed, $"An empty transaction of {gtids[0]} to {gtids[^1]} could not be committed: {e.Message} Those before it stay; run it again when the cause is gone.", server);
        var privilege = hasRight ? "TRANSACTION_GTID_TAG" : "REPLICATION_APPLIER";
        return e.Retell(
            ErrorId.PrivilegeMissing,
            $"{server}: a transaction can't be given a name {(hasRight ? "with a tag " : "")}without the privilege {privilege}. Have it granted: GRANT {privilege} ON *.* TO the account {server.User}.",
            server);
    }
}
