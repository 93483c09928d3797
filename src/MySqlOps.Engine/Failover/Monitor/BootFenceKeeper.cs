using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>Sees to it that every member that is restarted comes up read-only, and that the replicas know of whom that was seen.</summary>
internal sealed class BootFenceKeeper(MonitorOptions options, EventFeed feed, TimeProvider time)
{
    private readonly Dictionary<string, (string Noted, long At)> _noted = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Persists what lacks, and notes down what is.</summary>
    /// <param name="topology">Who is who.</param>
    /// <param name="members">What the members said.</param>
    /// <param name="lease">Over whose sessions.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task KeepAsync(MonitorTopology topology, IReadOnlyList<MemberFacts> members, MajorityLease lease, CancellationToken cancellationToken)
    {
        List<string> fenced = [];
        List<string> open = [];
        foreach (var member in members.Where(static member => member.IsReachable))
        {
            var isHeld = (member.Server.Endpoint == topology.Primary.Endpoint || topology.Replicas.Any(replica => replica.Endpoint == member.Server.Endpoint)) && lease.Of(member.Server).IsHeld;
            if (member.IsBootFenced == true || (isHeld && await PersistAsync(member.Server, lease, cancellationToken).ConfigureAwait(false)))
                fenced.Add(member.Uuid);
            else
                open.Add(member.Uuid);
        }

        foreach (var replica in topology.Replicas.Where(replica => lease.Of(replica).IsHeld))
            await NoteAsync(replica, fenced, open, lease, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Needs SYSTEM_VARIABLES_ADMIN and PERSIST_RO_VARIABLES_ADMIN (manual 15.7.6.1).</summary>
    /// <returns>True when it was seen to be persisted.</returns>
    private async Task<bool> PersistAsync(MySqlServer server, MajorityLease lease, CancellationToken cancellationToken)
    {
        try
        {
            var session = lease.Of(server);
            await session.UseAsync((own, token) => own.ExecuteAsync("SET PERSIST_ONLY super_read_only = ON", token), options.SurveyTimeout, cancellationToken).ConfigureAwait(false);
            if (await session.TextAsync("SELECT VARIABLE_VALUE FROM performance_schema.persisted_variables WHERE VARIABLE_NAME = 'super_read_only'", options.SurveyTimeout, cancellationToken).ConfigureAwait(false) == "ON")
                return true;
            Warn(server, "it was not persisted all the same: see persisted_globals_load there.");
        }
        catch (MySqlOpsException e)
        {
            Warn(server, e.Message);
        }

        return false;
    }

    private void Warn(MySqlServer server, string why) => feed.SayOnChange(
        FailoverEventKind.Warning, server, $"{server} would take writes after a restart, because super_read_only could not be persisted there: {why} A failover from it then needs another proof that it takes no writes.");

    private async Task NoteAsync(MySqlServer replica, List<string> fenced, List<string> open, MajorityLease lease, CancellationToken cancellationToken)
    {
        var text = $"{string.Join(",", fenced.Order(StringComparer.Ordinal))}/{string.Join(",", open.Order(StringComparer.Ordinal))}";
        if (_noted.TryGetValue(replica.Endpoint, out var last) && last.Noted == text && time.GetElapsedTime(last.At) < options.BootFenceInterval)
            return;
        try
        {
            await lease.Of(replica).UseAsync(
                async (session, token) =>
                {
                    await BootFenceNotes.WriteAsync(session, fenced, open, time.GetUtcNow(), token).ConfigureAwait(false);
                    return true;
                },
                options.SurveyTimeout,
                cancellationToken).ConfigureAwait(false);
            _noted[replica.Endpoint] = (text, time.GetTimestamp());
        }
        catch (MySqlOpsException e)
        {
            feed.SayOnChange(FailoverEventKind.Warning, replica, $"{replica} could not note down which servers start read-only. {e.Message}");
        }
    }
}
