using System.Text.Json;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Switchover;

/// <summary>
/// A switchover in the journal of failovers, which tells monitors who the primary is. It is written before the write outage, so that a switchover that is broken off is brought to its end by a
/// monitor or by the next command; its candidate then becomes the primary. Who may not write it switches over all the same.
/// </summary>
internal sealed class SwitchoverRecord(SwitchoverPlan plan, IOperationObserver observer, TimeProvider time)
{
    private FailoverJournal? _journal;

    /// <summary>Begins it.</summary>
    public async Task BeginAsync(MajorityLease lease, CancellationToken cancellationToken)
    {
        var journal = new FailoverJournal(lease, [.. plan.Facts.Replicas.Prepend(plan.Facts.Primary).Select(static member => member.Server)], time);
        var candidate = plan.Facts.Replicas.First(replica => replica.Server == plan.NewPrimary);
        try
        {
            var newest = await journal.ReadAsync(cancellationToken).ConfigureAwait(false);
            await journal.WriteAsync(
                new JournalEntry
                {
                    Epoch = (newest?.Epoch ?? 0) + 1,
                    RunId = Guid.NewGuid().ToString("N"),
                    State = JournalState.Promoting,
                    OldPrimary = plan.Server.Endpoint,
                    OldPrimaryUuid = plan.Facts.Primary.Uuid,
                    NewPrimary = candidate.Server.Endpoint,
                    NewPrimaryUuid = candidate.Uuid,
                    Holder = LeaseHolder.Name,
                    BegunAt = time.GetUtcNow(),
                    ChangedAt = time.GetUtcNow(),
                    Document = JsonSerializer.Serialize(RunRecord.None with { WasWritable = true, Reasons = ["A switchover by hand."], IsSwitchover = true }),
                },
                cancellationToken).ConfigureAwait(false);
            _journal = journal;
        }
        catch (MySqlOpsException e) when (e.Id != ErrorId.FailoverLeaseLost)
        {
            observer.Warning($"The switchover is not put on record, so that monitors of {plan.Server} find out from the servers only. {e.Message}");
        }
    }

    /// <summary>Ends it.</summary>
    /// <param name="isDone">True when the candidate is the primary; false when all was undone.</param>
    public async Task EndAsync(bool isDone)
    {
        if (_journal is not { Current: { } entry } journal)
            return;
        try
        {
            await journal.WriteAsync(entry with { State = isDone ? JournalState.Completed : JournalState.Aborted }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (MySqlOpsException e)
        {
            observer.Warning($"The end of the switchover could not be put on record; a monitor does it. {e.Message}");
        }
    }
}
