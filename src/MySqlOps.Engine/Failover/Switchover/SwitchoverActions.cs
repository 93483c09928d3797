using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Failover.Switchover;

/// <summary>How each kind of step is done. What it gives back is what there is to say of it.</summary>
internal sealed class SwitchoverActions(SwitchoverPlan plan, SwitchoverRun run, TimeProvider time)
{
    private static readonly TimeSpan Ask = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>A lag below this is caught up: it is what the write outage will be longer by.</summary>
    private static readonly TimeSpan CaughtUp = TimeSpan.FromMilliseconds(300);

    private readonly SwitchoverFacts _facts = plan.Facts;
    private readonly MemberFacts _candidate = plan.Facts.Replicas.First(replica => replica.Server == plan.NewPrimary);

    private MemberFacts Primary => _facts.Primary;

    /// <summary>Does a step.</summary>
    public Task<string?> DoAsync(FailoverStep step, CancellationToken cancellationToken) => step.Kind switch
    {
        FailoverStepKind.Lease => LookAgainAsync(cancellationToken),
        FailoverStepKind.CatchUp => CatchUpAsync(step, cancellationToken),
        FailoverStepKind.Drain => DrainAsync(step, cancellationToken),
        FailoverStepKind.Fence => FenceAsync(step, cancellationToken),
        FailoverStepKind.AwaitCandidate => AwaitCandidateAsync(cancellationToken),
        FailoverStepKind.AwaitReplica => AwaitReplicaAsync(step, cancellationToken),
        _ => RunAsync(step, cancellationToken),
    };

    private LeaseMember On(MySqlServer server) => run.Lease!.Of(server);

    private async Task<string?> RunAsync(FailoverStep step, CancellationToken cancellationToken)
    {
        // In the outage the token counts, which began with the fence.
        var limit = step.IsInOutage ? step.Limit + Ask : step.Limit;
        foreach (var statement in step.Sql)
            await On(step.Server).QueryAsync(statement.Reveal(), limit, cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <summary>Between the plan and the lease somebody else may have changed things.</summary>
    private async Task<string?> LookAgainAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_facts.Replicas.Prepend(Primary).Select(member => LookAgainAsync(member, cancellationToken))).ConfigureAwait(false);
        return null;
    }

    private async Task LookAgainAsync(MemberFacts member, CancellationToken cancellationToken)
    {
        var channel = member == Primary ? null : _facts.ChannelOf(member);
        var rows = await On(member.Server).QueryAsync(
            $"""
            SELECT @@GLOBAL.server_uuid AS uuid, @@GLOBAL.read_only AS read_only,
              (SELECT SOURCE_UUID FROM performance_schema.replication_connection_status WHERE CHANNEL_NAME = {SqlLiteral.Quote(channel?.Name ?? "")}) AS source
            """,
            Ask,
            cancellationToken).ConfigureAwait(false);
        if (rows[0].Text("uuid") != member.Uuid)
            throw Changed(member, "is another server than when the plan was made");
        if (member == Primary && rows[0].BooleanOrNull("read_only") == true)
            throw Changed(member, "has become read-only");
        if (member != Primary && rows[0].TextOrNull("source") is not "" and var source && source != Primary.Uuid)
            throw Changed(member, $"does not follow {Primary.Server} any more");
    }

    private static MySqlOpsException Changed(MemberFacts member, string what) =>
        new(ErrorId.SwitchoverPlanStale, $"{member.Server} {what}. Somebody else has changed the topology; look at it, and try again.", member.Server);

    private async Task<string?> CatchUpAsync(FailoverStep step, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var goal = TimeSpan.FromTicks(Math.Min(CaughtUp.Ticks, plan.Options.MaxWriteOutage.Ticks / 2));
        while (true)
        {
            var wanted = await ExecutedAsync(Primary.Server, Ask, cancellationToken).ConfigureAwait(false);
            var begin = time.GetTimestamp();
            if (!await WaitAsync(_candidate.Server, wanted, () => step.Limit - time.GetElapsedTime(start), cancellationToken).ConfigureAwait(false))
            {
                throw new MySqlOpsException(
                    ErrorId.SwitchoverCandidateLags,
                    string.Create(CultureInfo.InvariantCulture, $"{_candidate.Server} did not catch up with {Primary.Server} within {step.Limit.TotalSeconds:0.#} s. Wait until its lag is gone, raise -CatchUpTimeout, or choose another candidate."),
                    _candidate.Server);
            }

            var lag = time.GetElapsedTime(begin);
            if (lag <= goal)
                return string.Create(CultureInfo.InvariantCulture, $"{lag.TotalMilliseconds:0} ms behind");
        }
    }

    private async Task<string?> DrainAsync(FailoverStep step, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var found = (await BlockersAsync(cancellationToken).ConfigureAwait(false)).Where(static blocker => blocker.Age >= 1).ToArray();
            if (found.Length == 0)
                return null;
            if (time.GetElapsedTime(start) < step.Limit)
            {
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (plan.Options.KillLongTransactions)
            {
                await KillAsync(found, cancellationToken).ConfigureAwait(false);
                return $"Killed: {string.Join(", ", found.Where(static blocker => !blocker.IsCommitting))}";
            }

            return found.Any(static blocker => blocker.HoldsFence)
                ? throw Blocked(found)
                : $"Left open, so that their commits will fail with error 1290 and roll back: {string.Join(", ", found.AsEnumerable())}";
        }
    }

    private async Task<string?> FenceAsync(FailoverStep step, CancellationToken cancellationToken)
    {
        run.BeginOutage();
        while (true)
        {
            try
            {
                return await RunAsync(step, cancellationToken).ConfigureAwait(false);
            }
            catch (MySqlOpsException e) when (e.ServerErrorNumber == ServerErrorNumber.LockWaitTimeout)
            {
                var found = await BlockersAsync(cancellationToken).ConfigureAwait(false);
                var blockers = found.Where(static blocker => blocker.HoldsFence).ToArray();
                if (plan.Options.KillLongTransactions && blockers.Any(static blocker => !blocker.IsCommitting))
                    await KillAsync(blockers, cancellationToken).ConfigureAwait(false);
                else if (run.OutageLeft < TimeSpan.FromSeconds(1))
                    throw Blocked(blockers);
            }
            catch (OperationCanceledException) when (run.OutageLeft == TimeSpan.Zero)
            {
                var found = await BlockersAsync(CancellationToken.None).ConfigureAwait(false);
                throw Blocked([.. found.Where(static blocker => blocker.HoldsFence)]);
            }

            // Those who waited behind us get a chance to write.
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<IReadOnlyList<FenceBlocker>> BlockersAsync(CancellationToken cancellationToken) => On(Primary.Server).UseAsync(FenceBlocker.ReadAsync, Ask, cancellationToken);

    private async Task KillAsync(IEnumerable<FenceBlocker> blockers, CancellationToken cancellationToken)
    {
        foreach (var blocker in blockers.Where(static blocker => !blocker.IsCommitting))
            await On(Primary.Server).UseAsync(blocker.KillAsync, Ask, cancellationToken).ConfigureAwait(false);
    }

    private MySqlOpsException Blocked(FenceBlocker[] blockers)
    {
        var who = blockers.Length == 0 ? "sessions that have ended since" : string.Join(", ", blockers.AsEnumerable());
        var remedy = blockers.Any(static blocker => blocker.IsCommitting)
            ? "A commit waits for the acknowledgement of a semi-synchronous replica: see that replicas are connected."
            : "Wait until they are done, end them, or have them ended by -KillLongTransactions.";
        return new MySqlOpsException(ErrorId.SwitchoverFenceBlocked, $"{Primary.Server} could not be made read-only, because it waits for {who}. {remedy}", Primary.Server);
    }

    /// <summary>What was committed up to the fence counts, not what was read before it (BUG#30344595).</summary>
    private async Task<string?> AwaitCandidateAsync(CancellationToken cancellationToken)
    {
        run.Fenced = await ExecutedAsync(Primary.Server, run.OutageLeft, cancellationToken).ConfigureAwait(false);
        if (!await WaitAsync(_candidate.Server, run.Fenced, () => run.OutageLeft, cancellationToken).ConfigureAwait(false))
            throw OutageExceeded();
        run.Promoted = await ExecutedAsync(_candidate.Server, run.OutageLeft, cancellationToken).ConfigureAwait(false);
        var own = run.Promoted.Subtract(run.Fenced).WithSource(_candidate.Uuid);
        return own.IsEmpty
            ? null
            : throw new MySqlOpsException(ErrorId.SwitchoverCandidateIneligible, $"{_candidate.Server} has committed transactions of its own that {Primary.Server} lacks: {own}. Find out what they are before it becomes the primary.", _candidate.Server);
    }

    /// <summary>The error of an outage that takes too long.</summary>
    public MySqlOpsException OutageExceeded() => new(
        ErrorId.SwitchoverOutageExceeded,
        string.Create(CultureInfo.InvariantCulture, $"Nobody could write for {plan.Options.MaxWriteOutage.TotalSeconds:0.###} s, and {_candidate.Server} was not ready. Let it catch up, or raise -MaxWriteOutage."),
        _candidate.Server);

    private async Task<string?> AwaitReplicaAsync(FailoverStep step, CancellationToken cancellationToken)
    {
        var isOldPrimary = step.Server == Primary.Server;
        var channel = _facts.ChannelOf(isOldPrimary ? _candidate : _facts.Replicas.First(replica => replica.Server == step.Server))!.Name;
        var start = time.GetTimestamp();
        while (true)
        {
            var rows = await On(step.Server).QueryAsync(
                $"""
                SELECT SERVICE_STATE AS state, SOURCE_UUID AS source, LAST_ERROR_NUMBER AS number, LAST_ERROR_MESSAGE AS message
                FROM performance_schema.replication_connection_status
                WHERE CHANNEL_NAME = {SqlLiteral.Quote(channel)}
                """,
                Ask,
                cancellationToken).ConfigureAwait(false);
            if (rows is [var row] && row.Text("state") == "ON" && row.Text("source") == _candidate.Uuid)
                break;
            if (time.GetElapsedTime(start) > step.Limit)
            {
                var said = rows is [var last] && last.Int64("number") != 0 ? $" It says error {last.Text("number")}: {last.Text("message").TrimEnd('.')}." : "";
                throw new MySqlOpsException(ErrorId.SwitchoverReplicaDetached, $"{step.Server} does not hear {_candidate.Server} by channel '{channel}'.{said} Mend that; the switchover itself is done.", step.Server);
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }

        if (!isOldPrimary)
            return null;

        // What was done to events arrives by replication; until then its own scheduler must rest.
        var wanted = await ExecutedAsync(_candidate.Server, Ask, cancellationToken).ConfigureAwait(false);
        return await WaitAsync(step.Server, wanted, () => step.Limit - time.GetElapsedTime(start), cancellationToken).ConfigureAwait(false)
            ? null
            : throw new MySqlOpsException(ErrorId.SwitchoverReplicaDetached, $"{step.Server} hears {_candidate.Server} but does not apply what it sends. Look at it with Get-MySqlReplicaStatus; the switchover itself is done.", step.Server);
    }

    private async Task<GtidSet> ExecutedAsync(MySqlServer server, TimeSpan limit, CancellationToken cancellationToken) =>
        GtidSet.Parse(await On(server).TextAsync("SELECT @@GLOBAL.gtid_executed", limit, cancellationToken).ConfigureAwait(false) ?? "");

    /// <summary>Waits until a server has executed a set. In slices, so that the server itself ends each wait and the session stays of use.</summary>
    /// <returns>False when the time was over.</returns>
    private async Task<bool> WaitAsync(MySqlServer server, GtidSet wanted, Func<TimeSpan> left, CancellationToken cancellationToken)
    {
        while (true)
        {
            var slice = Math.Clamp(left().TotalSeconds, 0.001, 1);
            var answer = await On(server).TextAsync(
                string.Create(CultureInfo.InvariantCulture, $"SELECT WAIT_FOR_EXECUTED_GTID_SET({SqlLiteral.Quote(wanted.ToString())}, {slice:0.000})"), TimeSpan.FromSeconds(slice + 5), cancellationToken).ConfigureAwait(false);
            if (answer == "0")
                return true;
            if (left() <= TimeSpan.Zero)
                return false;
        }
    }
}
