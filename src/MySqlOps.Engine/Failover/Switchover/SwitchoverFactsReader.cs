using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Switchover;

/// <summary>Asks all servers of a topology what the planner of a switchover must know. Nothing is written.</summary>
internal sealed class SwitchoverFactsReader(IOperationObserver observer)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    /// <summary>Asks.</summary>
    /// <param name="primary">The primary.</param>
    /// <param name="replicas">Its replicas; empty to have them found.</param>
    /// <param name="candidates">Who is to become the primary, in order; empty for any.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<SwitchoverFacts> ReadAsync(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, IReadOnlyList<MySqlServer> candidates, CancellationToken cancellationToken)
    {
        var facts = (await MemberFactsReader.ReadAsync([primary], Deadline, cancellationToken).ConfigureAwait(false))[0];
        if (!facts.IsReachable)
            return new SwitchoverFacts { Primary = facts, Replicas = [], Candidates = candidates };
        var found = replicas.Count > 0 ? [] : await ReplicaFinder.FindAsync(primary, observer, cancellationToken).ConfigureAwait(false);
        MySqlServer[] servers = [.. candidates.Concat(replicas).Concat(found).DistinctBy(static server => server.Endpoint, StringComparer.OrdinalIgnoreCase)];
        var members = await MemberFactsReader.ReadAsync(servers, Deadline, cancellationToken).ConfigureAwait(false);

        // One server may have been named twice, by its name and by its address.
        members = [.. members.Where(member => member.Uuid != facts.Uuid || !member.IsReachable).DistinctBy(static member => member.Uuid.Length > 0 ? member.Uuid : member.Server.Endpoint, StringComparer.OrdinalIgnoreCase)];
        var known = members.Select(static member => member.Uuid).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var result = new SwitchoverFacts
        {
            Primary = facts,
            Replicas = members,
            Candidates = candidates,
            Strangers = members.Any(static member => !member.IsReachable) ? [] : [.. (facts.Replicas ?? []).Where(replica => !known.Contains(replica.Uuid))],
            Events = await WithSessionAsync(primary, ReadEventsAsync, cancellationToken).ConfigureAwait(false),
        };
        return await AddChannelsAsync(result, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<T> WithSessionAsync<T>(MySqlServer server, Func<Session, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            return await ask(session, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<SwitchoverFacts> AddChannelsAsync(SwitchoverFacts facts, CancellationToken cancellationToken)
    {
        var logins = new Dictionary<string, ReplicationLogin>(StringComparer.OrdinalIgnoreCase);
        var settings = new Dictionary<string, ChannelSettings>(StringComparer.OrdinalIgnoreCase);
        var users = new Dictionary<string, IReadOnlySet<string>>(StringComparer.OrdinalIgnoreCase);
        var lacking = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var replica in facts.Replicas.Prepend(facts.Primary).Where(static replica => replica.IsReachable))
        {
            var session = await Session.OpenAsync(replica.Server, cancellationToken).ConfigureAwait(false);
            await using var _ = session.ConfigureAwait(false);
            if (SwitchoverPrivileges.Lacking(await ReadGrantsAsync(session, cancellationToken).ConfigureAwait(false), facts.Events.Count > 0) is { Count: > 0 } lacks)
                lacking[replica.Uuid] = lacks;
            if (facts.ChannelOf(replica) is not { } channel)
                continue;

            // Null where it is not to be seen: who needs it is told by a refusal, and the others need not know.
            if (await QuietAsync(() => ReadLoginAsync(session, channel, cancellationToken)).ConfigureAwait(false) is { } login)
                logins[replica.Uuid] = login;
            if (await QuietAsync(() => ChannelSettings.ReadAsync(session, channel.Name, cancellationToken)).ConfigureAwait(false) is { } found)
                settings[replica.Uuid] = found;
            if (await QuietAsync(() => ReadReplicationUsersAsync(session, cancellationToken)).ConfigureAwait(false) is { } known)
                users[replica.Uuid] = known;
        }

        return facts with { Logins = logins, Settings = settings, ReplicationUsers = users, LackingPrivileges = lacking };
    }

    private static async Task<T?> QuietAsync<T>(Func<Task<T?>> ask)
        where T : class
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.PrivilegeMissing)
        {
            return null;
        }
    }

    /// <summary>The account of a channel, with its password, which the server keeps as it is (manual 19.2.4.2). Needs SELECT on mysql.slave_master_info.</summary>
    private static async Task<ReplicationLogin?> ReadLoginAsync(Session session, MemberChannel channel, CancellationToken cancellationToken)
    {
        if (channel.User.Length == 0)
            return null;
        var rows = await session.QueryAsync($"SELECT User_password AS word FROM mysql.slave_master_info WHERE Channel_name = {SqlLiteral.Quote(channel.Name)}", cancellationToken).ConfigureAwait(false);
        return rows is [var row] ? new ReplicationLogin(channel.User, row.TextOrNull("word") is { Length: > 0 } word ? new Secret(word) : null) : null;
    }

    /// <summary>Users that may replicate, by themselves or perhaps by a role. Needs SELECT on mysql.user and mysql.role_edges.</summary>
    private static async Task<IReadOnlySet<string>?> ReadReplicationUsersAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT DISTINCT u.User AS name
            FROM mysql.user AS u
            WHERE u.Repl_slave_priv = 'Y' OR EXISTS (SELECT 1 FROM mysql.role_edges AS e WHERE e.TO_USER = u.User AND e.TO_HOST = u.Host)
            """,
            cancellationToken).ConfigureAwait(false);
        return rows.Select(static row => row.Text("name")).ToHashSet(StringComparer.Ordinal);
    }

    private static async Task<GrantedPrivileges> ReadGrantsAsync(Session session, CancellationToken cancellationToken)
    {
        var grants = await session.QueryAsync("SHOW GRANTS", cancellationToken).ConfigureAwait(false);
        return new GrantedPrivileges(grants.Select(static row => row.FirstTextOrNull() ?? ""));
    }

    private async Task<IReadOnlyList<PrimaryEvent>> ReadEventsAsync(Session session, CancellationToken cancellationToken)
    {
        if (!(await ReadGrantsAsync(session, cancellationToken).ConfigureAwait(false)).HasGlobally("EVENT"))
            observer.Warning($"{session.Server}: events can't all be seen without the privilege EVENT, and those that are not seen stay disabled on the new primary. Have it granted: GRANT EVENT ON *.* TO the account {session.Server.User}.");
        var rows = await session.QueryAsync("SELECT EVENT_SCHEMA AS db, EVENT_NAME AS name, DEFINER AS definer FROM information_schema.EVENTS WHERE STATUS = 'ENABLED' ORDER BY EVENT_SCHEMA, EVENT_NAME", cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(static row => new PrimaryEvent(row.Text("db"), row.Text("name"), row.Text("definer")))];
    }
}
