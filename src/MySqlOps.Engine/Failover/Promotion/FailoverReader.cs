using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Fence;
using MySqlOps.Engine.Failover.Journal;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>Asks all servers of a failover. Nothing is written, and no server that hangs holds up the others.</summary>
internal static class FailoverReader
{
    /// <summary>Asks.</summary>
    /// <param name="oldPrimary">The server that is to be replaced.</param>
    /// <param name="replicas">The replicas.</param>
    /// <param name="options">The time-out, and the promotion rules.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<FailoverFacts> ReadAsync(MySqlServer oldPrimary, IReadOnlyList<MySqlServer> replicas, FailoverOptions options, CancellationToken cancellationToken)
    {
        var old = MemberFactsReader.ReadAsync([oldPrimary], options.OldPrimaryTimeout, cancellationToken);
        var facts = MemberFactsReader.ReadAsync(replicas, options.AskTimeout, cancellationToken);
        var records = Task.WhenAll(replicas.Select(replica => ReadRecordsAsync(replica, options.AskTimeout, cancellationToken)));
        MemberFacts[] all = [.. await old.ConfigureAwait(false), .. await facts.ConfigureAwait(false)];
        var members = all.Select(member => member with { PromotionRule = options.Rules.GetValueOrDefault(member.Server.Endpoint) }).ToArray();
        var read = await records.ConfigureAwait(false);
        var journal = JournalJudge.Newest(read.Select(static record => record.Entry));
        return new FailoverFacts
        {
            OldPrimary = members[0],
            Replicas = members[1..],
            Journal = journal,
            OldUuid = OldPrimaryIdentity.Find(members[0], members[1..], journal),
            BootFences = read.SelectMany(static record => record.Fences).GroupBy(static fence => fence.Uuid, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(static same => same.Key, static same => same.Max(static fence => fence.SeenAt), StringComparer.OrdinalIgnoreCase),
        };
    }

    private static async Task<(JournalEntry? Entry, IReadOnlyList<(string Uuid, DateTimeOffset SeenAt)> Fences)> ReadRecordsAsync(MySqlServer server, TimeSpan limit, CancellationToken cancellationToken)
    {
        var work = ReadRecordsAsync(server with { ConnectTimeout = limit, CommandTimeout = limit }, cancellationToken);
        try
        {
            return await work.WaitAsync(limit, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or MySqlOpsException { Id: not ErrorId.PrivilegeMissing })
        {
            // Who does not answer says so in its facts too.
            Unattended.Forget(work);
            return (null, []);
        }
    }

    private static async Task<(JournalEntry? Entry, IReadOnlyList<(string Uuid, DateTimeOffset SeenAt)> Fences)> ReadRecordsAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            return (await JournalNotes.ReadAsync(session, cancellationToken).ConfigureAwait(false), await BootFenceNotes.ReadAsync(session, cancellationToken).ConfigureAwait(false));
    }
}
