using System.Collections.Concurrent;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Journal;

/// <summary>The journal of a run on all members that its lease holds.</summary>
internal sealed class FailoverJournal(MajorityLease lease, IReadOnlyList<MySqlServer> voters, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>What is on record of the present run.</summary>
    public JournalEntry? Current { get; private set; }

    /// <summary>The newest run that any member knows; null for none.</summary>
    /// <exception cref="MySqlOpsException">FailoverJournalFailed: a majority can't be read, so that the newest run may be one that nobody here knows.</exception>
    public async Task<JournalEntry?> ReadAsync(CancellationToken cancellationToken)
    {
        var entries = new ConcurrentBag<JournalEntry?>();
        await ForAllAsync("read", async server => entries.Add(await lease.Of(server).UseAsync(JournalNotes.ReadAsync, Limit, cancellationToken).ConfigureAwait(false))).ConfigureAwait(false);
        return JournalJudge.Newest(entries);
    }

    /// <summary>Begins a run, or goes on with one, on a majority of the voters.</summary>
    /// <exception cref="MySqlOpsException">FailoverJournalFailed.</exception>
    public Task WriteAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        Current = entry with { ChangedAt = time.GetUtcNow() };
        return ForAllAsync("written", server => lease.Of(server).UseAsync(
            async (session, token) =>
            {
                await JournalNotes.WriteAsync(session, Current, token).ConfigureAwait(false);
                return true;
            },
            Limit,
            cancellationToken));
    }

    private async Task ForAllAsync(string what, Func<MySqlServer, Task> work)
    {
        var troubles = new List<MySqlOpsException>();
        var done = 0;

        var tasks = voters.Where(server => lease.Of(server).IsHeld).Select(async server =>
        {
            try
            {
                await work(server).ConfigureAwait(false);
                Interlocked.Increment(ref done);
            }
            catch (MySqlOpsException e)
            {
                lock (troubles)
                    troubles.Add(e);
            }
        });
        await Task.WhenAll(tasks).ConfigureAwait(false);
        if (done >= MajorityLease.Majority(voters.Count))
            return;
        throw new MySqlOpsException(
            ErrorId.FailoverJournalFailed,
            $"The journal of failovers could be {what} on {done} of {voters.Count} replicas, and a majority is needed. {string.Join(" ", troubles.Select(static e => e.Message))}",
            voters[0],
            troubles.FirstOrDefault());
    }
}
