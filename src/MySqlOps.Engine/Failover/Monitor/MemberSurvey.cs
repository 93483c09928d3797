using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>
/// What a monitor does beside its looks, and never in their way: asks the members in full, tells what changed, and, when it may act, keeps the boot fences, makes a restarted
/// primary writable again and brings back who was away.
/// </summary>
internal sealed class MemberSurvey(MonitorOptions options, EventFeed feed, TimeProvider time)
{
    private readonly BootFenceKeeper _fences = new(options, feed, time);
    private readonly MemberReturn _return = new(options, feed, time);
    private readonly FailoverReadiness _readiness = new(options, feed);
    private volatile bool _isHurried = true;
    private long _last;
    private JournalEntry? _newest;
    private readonly Dictionary<string, MemberStanding> _standings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Has the next survey be one in full.</summary>
    public void Hurry() => _isHurried = true;

    /// <summary>Does one survey: the records each time, all else when it is due, or when the records have a new run.</summary>
    /// <param name="topology">Who is who.</param>
    /// <param name="lease">The lease; null when nothing may be changed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MySqlOpsException">PrivilegeMissing where records may not be read.</exception>
    public async Task<SurveyResult> RunAsync(MonitorTopology topology, MajorityLease? lease, CancellationToken cancellationToken)
    {
        var records = lease is null
            ? await RecordsReader.ReadAsync(topology.All, options.SurveyTimeout, cancellationToken).ConfigureAwait(false)
            : await RecordsReader.ReadAsync(lease, topology.Voters, options.SurveyTimeout, cancellationToken).ConfigureAwait(false);
        var isNew = records.Newest != _newest;
        _newest = records.Newest;
        if (!isNew && !_isHurried && time.GetElapsedTime(_last) < options.SurveyInterval)
            return new SurveyResult(null, records, topology, null);
        _isHurried = false;
        _last = time.GetTimestamp();
        var members = await MemberFactsReader.ReadAsync([.. topology.All], options.SurveyTimeout, cancellationToken).ConfigureAwait(false);
        var primary = members[0];
        var events = await PrimaryEventsReader.ReadAsync(primary, options.SurveyTimeout, cancellationToken).ConfigureAwait(false);
        if (TopologyJudge.FindPrimary(members, records.Newest) is { } other)
        {
            Hurry();
            var moved = topology.MovedTo(other.Server, [.. members.Where(member => TopologyJudge.Follows(member, other.Uuid)).Select(static member => member.Server.Endpoint)]);
            return new SurveyResult(members, records, moved, null);
        }

        var grown = await FindAsync(topology, members, cancellationToken).ConfigureAwait(false);
        Compare(topology, members);
        _readiness.Look(topology, members, records.Newest);
        if (lease is { IsHeld: true } && primary.IsReachable && records.Newest is not { IsUnfinished: true })
            grown = await ActAsync(topology, grown, members, records, lease, cancellationToken).ConfigureAwait(false);
        return new SurveyResult(members, records, grown, events);
    }

    private async Task<MonitorTopology> ActAsync(MonitorTopology topology, MonitorTopology grown, IReadOnlyList<MemberFacts> members, MonitorRecords records, MajorityLease lease, CancellationToken cancellationToken)
    {
        var primary = members[0];
        if (options.KeepsBootFence)
            await _fences.KeepAsync(topology, members, lease, cancellationToken).ConfigureAwait(false);
        if (primary.IsReadOnly)
            await ReopenAsync(members, records, lease, cancellationToken).ConfigureAwait(false);
        foreach (var away in members.Where(member => member.IsReachable && topology.Away.Any(server => server.Endpoint == member.Server.Endpoint)))
        {
            try
            {
                if (!primary.IsReadOnly && await _return.BringAsync(away, primary, topology, lease, cancellationToken).ConfigureAwait(false))
                    grown = grown.Rejoined(away.Server);
            }
            catch (MySqlOpsException e) when (e.Id != ErrorId.FailoverLeaseLost)
            {
                feed.SayOnChange(FailoverEventKind.Warning, away.Server, e.Message);
            }
        }

        return grown;
    }

    /// <summary>Makes a primary writable again that its boot fence made read-only.</summary>
    private async Task ReopenAsync(IReadOnlyList<MemberFacts> members, MonitorRecords records, MajorityLease lease, CancellationToken cancellationToken)
    {
        var server = members[0].Server;
        try
        {
            if (!PrimaryReopening.IsDue(members, isFromBoot: true, records.Newest) || !await lease.TryAddAsync(server, cancellationToken).ConfigureAwait(false))
                return;

            // DYNAMIC is what somebody has set since the server was started.
            var source = await lease.Of(server).TextAsync("SELECT VARIABLE_SOURCE FROM performance_schema.variables_info WHERE VARIABLE_NAME = 'super_read_only'", options.SurveyTimeout, cancellationToken).ConfigureAwait(false);
            if (!PrimaryReopening.IsDue(members, source == "PERSISTED", records.Newest))
            {
                feed.SayOnChange(FailoverEventKind.Warning, server, $"{server} is read-only, because somebody has made it so. It is left as it is.");
                return;
            }

            await lease.ConfirmAsync(cancellationToken).ConfigureAwait(false);
            await lease.Of(server).UseAsync((session, token) => session.ExecuteAsync("SET GLOBAL read_only = OFF", token), options.SurveyTimeout, cancellationToken).ConfigureAwait(false);
            feed.Say(FailoverEventKind.PrimaryReopened, server, $"{server} was restarted and came up read-only, as every member does. Nobody had taken over, so it was made writable again.");
        }
        catch (MySqlOpsException e) when (e.Id != ErrorId.FailoverLeaseLost)
        {
            feed.SayOnChange(FailoverEventKind.Warning, server, $"{server} is read-only after a restart, and could not be made writable again. {e.Message}");
        }
    }

    /// <summary>Servers that follow the primary and were not known.</summary>
    private async Task<MonitorTopology> FindAsync(MonitorTopology topology, IReadOnlyList<MemberFacts> members, CancellationToken cancellationToken)
    {
        var primary = members[0];
        var known = members.Select(static member => member.Uuid).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!primary.IsReachable || members.Any(static member => !member.IsReachable) || (primary.Replicas ?? []).All(replica => known.Contains(replica.Uuid)))
            return topology;
        try
        {
            var found = await ReplicaFinder.FindAsync(primary.Server, SilentObserver.Instance, cancellationToken).ConfigureAwait(false);
            var asked = await MemberFactsReader.ReadAsync([.. found.Where(server => topology.Find(server.Endpoint) is null)], options.SurveyTimeout, cancellationToken).ConfigureAwait(false);
            foreach (var member in asked.Where(member => member.IsReachable && !known.Contains(member.Uuid) && TopologyJudge.Follows(member, primary.Uuid)))
            {
                feed.Say(FailoverEventKind.MemberFound, member.Server, $"{member.Server} follows {primary.Server}, and is watched from now on.");
                topology = topology with { Replicas = [.. topology.Replicas, member.Server] };
            }

            foreach (var member in asked.Where(static member => !member.IsReachable))
                feed.SayOnChange(FailoverEventKind.Warning, member.Server, $"{member.Server} follows {primary.Server} and can't be asked, so that it is not watched. {member.ErrorText}");
        }
        catch (MySqlOpsException e)
        {
            feed.SayOnChange(FailoverEventKind.Warning, primary.Server, e.Message);
        }

        return topology;
    }

    /// <summary>Tells which replicas were lost since the last survey, and which are back.</summary>
    private void Compare(MonitorTopology topology, IReadOnlyList<MemberFacts> members)
    {
        var primary = members[0];
        foreach (var member in members.Skip(1).Where(member => topology.Replicas.Any(replica => replica.Endpoint == member.Server.Endpoint)))
        {
            // A primary that is down and was never asked has no server_uuid here; then nothing can be said of who follows it.
            if (primary.Uuid.Length == 0 && member.IsReachable)
                continue;
            var now = !member.IsReachable ? MemberStanding.Unreachable : TopologyJudge.Follows(member, primary.Uuid) ? MemberStanding.Follows : MemberStanding.Stopped;
            var before = _standings.GetValueOrDefault(member.Server.Endpoint, MemberStanding.Follows);
            _standings[member.Server.Endpoint] = now;
            if (now == before)
                continue;
            if (now == MemberStanding.Follows)
                feed.Say(FailoverEventKind.MemberRejoined, member.Server, $"{member.Server} follows {primary.Server} again.");
            else
                feed.Say(FailoverEventKind.MemberLost, member.Server, now == MemberStanding.Unreachable ? $"{member.Server} can't be reached. {member.ErrorText}" : $"{member.Server} does not replicate from {primary.Server} any more.");
        }
    }
}
