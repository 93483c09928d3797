using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Lease;

/// <summary>
/// A lease of locks by name (GET_LOCK), one on each member: they need no writable server, and a holder that hangs or dies loses them by the servers' own doing, because its
/// sessions end when they have said nothing for the lease's span.
/// </summary>
/// <remarks>A majority is of all voters that are named, whether they answer or not: two leases with the same voters can't be held at once.</remarks>
internal sealed class MajorityLease : IAsyncDisposable
{
    private readonly IReadOnlyList<LeaseMember> _voters;
    private readonly LeaseOptions _options;
    private readonly TimeProvider _time;
    private volatile IReadOnlyList<LeaseMember> _members;
    private readonly int _needed;
    private volatile bool _mayRecover;

    private MajorityLease(IReadOnlyList<LeaseMember> members, int voters, int needed, LeaseOptions options, TimeProvider time)
    {
        (_members, _options, _time) = (members, options, time);
        _voters = [.. members.Take(voters)];
        _needed = needed;
        foreach (var member in members)
            Begin(member);
    }

    /// <summary>The servers of whom a majority is needed.</summary>
    public IEnumerable<MySqlServer> Voters => _voters.Select(static voter => voter.Server);

    /// <summary>True while so many voters as are needed keep the lock for us for certain. Nobody is asked.</summary>
    public bool IsHeld => _voters.Count(static voter => voter.IsHeld) >= _needed;

    /// <summary>More than half.</summary>
    public static int Majority(int count) => (count / 2) + 1;

    /// <summary>Takes the lease.</summary>
    /// <param name="voters">Of whom a majority is needed: the replicas.</param>
    /// <param name="others">On whom the lock is taken as well: the primary, if it answers.</param>
    /// <param name="options">Who takes it, and its clocks.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="MySqlOpsException">FailoverBusy: another has it. FailoverNoMajority: too few voters answer.</exception>
    public static Task<MajorityLease> AcquireAsync(
        IReadOnlyCollection<MySqlServer> voters, IReadOnlyCollection<MySqlServer> others, LeaseOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        AcquireAsync(voters, others, isWhole: false, options, time, cancellationToken);

    /// <summary>Takes the lease on all servers or on none: for what is done while all is well.</summary>
    /// <exception cref="MySqlOpsException">FailoverBusy: another has one of them. Any Connect error: one does not answer.</exception>
    public static Task<MajorityLease> AcquireAllAsync(IReadOnlyCollection<MySqlServer> servers, LeaseOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        AcquireAsync(servers, [], isWhole: true, options, time, cancellationToken);

    private static async Task<MajorityLease> AcquireAsync(
        IReadOnlyCollection<MySqlServer> voters, IReadOnlyCollection<MySqlServer> others, bool isWhole, LeaseOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var members = voters.Concat(others).Select(server => new LeaseMember(server, options, time)).ToArray();
        try
        {
            await Task.WhenAll(members.Select(member => member.ConnectAsync(cancellationToken))).ConfigureAwait(false);

            // In one order whoever asks, so that of two who ask at once one gets all and not both a half.
            foreach (var member in members.OrderBy(static member => member.Uuid, StringComparer.OrdinalIgnoreCase))
                await member.TakeAsync(cancellationToken).ConfigureAwait(false);
            if (isWhole && members.FirstOrDefault(static member => !member.IsHeld)?.Trouble is { } trouble)
                throw trouble;
            var needed = isWhole ? voters.Count : Majority(voters.Count);
            Demand(members[..voters.Count], needed, ErrorId.FailoverNoMajority);
            return new MajorityLease(members, voters.Count, needed, options, time);
        }
        catch
        {
            await Task.WhenAll(members.Select(static member => member.DisposeAsync().AsTask())).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The session that holds the lock of a server. Every statement of a failover goes over it.</summary>
    /// <param name="server">One of the members.</param>
    public LeaseMember Of(MySqlServer server) =>
        _members.FirstOrDefault(member => member.Server.Endpoint == server.Endpoint) ?? throw new ArgumentException($"The lease was not taken on {server}.", nameof(server));

    /// <summary>
    /// From now on a session that was lost may be opened anew also when more than one was, if nobody has taken the lock meanwhile: to undo what was done, and to finish what can't be undone.
    /// </summary>
    public void Recover() => _mayRecover = true;

    /// <summary>Takes the lock of one more server, which has no vote: an old primary that has come back.</summary>
    /// <returns>True when it is held, also from before; else its session's trouble says why not.</returns>
    /// <exception cref="MySqlOpsException">FailoverLeaseLost.</exception>
    public async Task<bool> TryAddAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        var known = _members.FirstOrDefault(member => member.Server.Endpoint == server.Endpoint);
        if (known is { IsHeld: true })
            return true;

        // Who was frozen, and whose lease is gone, must not begin anew on a server that has no vote.
        await ConfirmAsync(cancellationToken).ConfigureAwait(false);
        if (known is not null)
            return await known.RetakeAsync(cancellationToken).ConfigureAwait(false);
        var added = new LeaseMember(server, _options, _time);
        await added.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await added.TakeAsync(cancellationToken).ConfigureAwait(false);
        Begin(added);
        _members = [.. _members, added];
        return added.IsHeld;
    }

    /// <summary>Asks the members whether they still know this lease.</summary>
    /// <exception cref="MySqlOpsException">FailoverLeaseLost.</exception>
    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        // One that hangs is not waited for: how long ago it was heard is known.
        var asking = Task.WhenAll(_voters.Select(voter => voter.KeepAsync(cancellationToken)));
        await Task.WhenAny(asking, Task.Delay(_options.ConnectTimeout, _time, cancellationToken)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        Demand(_voters, _needed, ErrorId.FailoverLeaseLost);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_members.Select(static member => member.DisposeAsync().AsTask())).ConfigureAwait(false);
    }

    private void Begin(LeaseMember member)
    {
        member.MayReopen = () => _mayRecover || IsBlocking(member);
        member.BeginKeeping();
    }

    /// <summary>As long as so many other voters are ours without a break, nobody else had a majority meanwhile.</summary>
    private bool IsBlocking(LeaseMember member) => _voters.Count(voter => voter != member && voter.IsHeld) >= _voters.Count - Majority(_voters.Count) + 1;

    private static void Demand(IReadOnlyList<LeaseMember> voters, int needed, ErrorId missed)
    {
        var held = voters.Count(static voter => voter.IsHeld);
        if (held >= needed)
            return;
        if (voters.Select(static voter => voter.Trouble).FirstOrDefault(static trouble => trouble?.Id == ErrorId.FailoverBusy) is { } busy)
            throw busy;
        var missing = string.Join(" ", voters.Where(static voter => !voter.IsHeld).Select(static voter => voter.Trouble?.Message ?? $"{voter.Server} has not answered in time."));
        throw new MySqlOpsException(
            missed,
            $"The lease is held on {held} of {voters.Count} servers, and {needed} are needed: a run that sees fewer may itself be the one that is cut off. Leave out of the command those that are gone for good. {missing}",
            voters[0].Server);
    }
}
