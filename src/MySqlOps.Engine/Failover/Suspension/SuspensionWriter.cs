using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Suspension;

/// <summary>Gives monitors an order: on every member that answers, and on a majority of the replicas at least, because a monitor may act with a majority and so meets one of these.</summary>
/// <param name="primary">The primary that is watched; it may be down.</param>
/// <param name="replicas">All its replicas.</param>
/// <param name="limit">How long a server may take.</param>
/// <param name="time">The clock.</param>
internal sealed class SuspensionWriter(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, TimeSpan limit, TimeProvider time)
{
    /// <summary>Gives it.</summary>
    /// <returns>The order, and the members that know it.</returns>
    /// <exception cref="MySqlOpsException">FailoverSuspensionFailed: fewer than a majority of the replicas know it. Some may; a monitor that meets one of them obeys.</exception>
    public async Task<SuspensionOutcome> WriteAsync(SuspensionRequest request, CancellationToken cancellationToken)
    {
        var members = replicas.Prepend(primary).ToArray();
        var read = await Task.WhenAll(members.Select(member => UseAsync(member, ReadAsync, cancellationToken))).ConfigureAwait(false);
        Demand([.. read.Select(static answer => answer.Error)]);
        var newest = SuspensionJudge.Newest(read.Select(static answer => answer.Value.Order));
        var order = SuspensionJudge.Next(newest, request, LeaseHolder.Name, time.GetUtcNow(), read.Max(static answer => answer.Value.Epoch));
        var written = await Task.WhenAll(members.Select(member => UseAsync(member, (session, token) => WriteAsync(session, order, token), cancellationToken))).ConfigureAwait(false);
        Demand([.. written.Select(static answer => answer.Error)]);
        return new SuspensionOutcome
        {
            Order = order,
            Members = [.. members.Zip(written).Where(static pair => pair.Second.Error is null).Select(static pair => pair.First)],
            Missed = [.. members.Zip(written).Where(static pair => pair.Second.Error is not null).Select(static pair => (pair.First, pair.Second.Error!))],
        };
    }

    private static async Task<(FailoverSuspension? Order, long Epoch)> ReadAsync(Session session, CancellationToken cancellationToken) =>
        (await SuspensionNotes.ReadAsync(session, cancellationToken).ConfigureAwait(false), (await JournalNotes.ReadAsync(session, cancellationToken).ConfigureAwait(false))?.Epoch ?? 0);

    private static async Task<bool> WriteAsync(Session session, FailoverSuspension order, CancellationToken cancellationToken)
    {
        await SuspensionNotes.WriteAsync(session, order, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<(T? Value, MySqlOpsException? Error)> UseAsync<T>(MySqlServer server, Func<Session, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var running = UseAsync(server with { ConnectTimeout = limit, CommandTimeout = limit }, work, cancellationToken);
        try
        {
            return (await running.WaitAsync(limit * 2, time, cancellationToken).ConfigureAwait(false), null);
        }
        catch (MySqlOpsException e)
        {
            return (default, e);
        }
        catch (TimeoutException)
        {
            Unattended.Forget(running);
            return (default, new MySqlOpsException(ErrorId.QueryTimeout, $"{server} did not answer in time.", server));
        }

        static async Task<T> UseAsync(MySqlServer server, Func<Session, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
        {
            var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
                return await work(session, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Demand(IReadOnlyList<MySqlOpsException?> errors)
    {
        var ofReplicas = errors.Skip(1).ToArray();
        var (done, needed) = (ofReplicas.Count(static error => error is null), MajorityLease.Majority(replicas.Count));
        if (done >= needed)
            return;
        var troubles = ofReplicas.OfType<MySqlOpsException>().ToArray();
        if (replicas.Count == 0)
            throw new MySqlOpsException(ErrorId.FailoverSuspensionFailed, $"{primary} has no replica that is known, and monitors read their orders on the replicas. Name them by -Replica.", primary);
        throw new MySqlOpsException(
            ErrorId.FailoverSuspensionFailed,
            $"The monitors' orders could be written on {done} of the {replicas.Count} replicas of {primary}, and {needed} are needed so that every monitor meets them. {string.Join(" ", troubles.Select(static e => e.Message))}",
            primary,
            troubles.FirstOrDefault());
    }
}
