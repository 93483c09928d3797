using System.Globalization;
using MySqlOps.Engine.Dump.Snapshots;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Replicas;

/// <summary>
/// Writes the statements that make a server with the export's data a replica (manual 15.4.2.2, "CHANGE REPLICATION SOURCE TO"). No password is in them: it is given to START REPLICA, or
/// added by whoever runs them.
/// </summary>
internal sealed class ReplicaScript(ExportOptions options, ReplicaFacts facts)
{
    private readonly List<string> _warnings = [];

    /// <summary>What the script can't promise, as sentences; only once it is written.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    private string? Gtids => options.SkipGtid ? null : facts.Snapshot.GtidExecuted;

    /// <summary>Writes it.</summary>
    /// <returns>Null when no source was asked for.</returns>
    public string? Write()
    {
        if (options.ReplicationSource == ReplicationSource.None)
            return null;
        List<string> lines = [$"-- Makes a server with the data of this export a replica. The account's password is not here: START REPLICA USER = '...' PASSWORD = '...'.", .. WritePurged()];
        if (options.ReplicationSource is ReplicationSource.ThisServer or ReplicationSource.Both)
            lines.AddRange(WriteThisServer());
        if (options.ReplicationSource is ReplicationSource.ItsSource or ReplicationSource.Both)
            lines.AddRange(WriteItsSource().Select(line => options.ReplicationSource == ReplicationSource.Both ? Comment(line) : line));
        return string.Concat(lines.Select(line => $"{(options.CommentReplication ? Comment(line) : line)}\n"));
    }

    private IEnumerable<string> WritePurged()
    {
        if (Gtids is null)
            yield break;
        if (!facts.IsWholeServer)
        {
            const string Partial = "The GTID set of the export is that of the whole server, and the export is only a part of it: a replica that takes the set will never get the rest.";
            _warnings.Add(Partial);
            yield return $"-- {Partial}";
        }

        // With the plus sign the server adds it to what it has, as long as the two have nothing in common.
        yield return $"SET @@GLOBAL.gtid_purged = {SqlLiteral.Quote($"+{Gtids}")};";
    }

    private IEnumerable<string> WriteThisServer()
    {
        yield return $"-- The source is the exported server, {OneLine(facts.Server.Endpoint)}. Add SOURCE_USER: an account with REPLICATION SLAVE.";
        var place = (Gtids, facts.Snapshot.BinlogFile) switch
        {
            ({ }, _) => "SOURCE_AUTO_POSITION = 1",
            (null, { } file) => Place(file, facts.Snapshot.BinlogPosition ?? 4),
            _ => null,
        };
        if (place is null)
        {
            var unknown = $"The place of the export in the binlog of {facts.Server.Endpoint} is not known, so no replica can start from it.";
            _warnings.Add(unknown);
            yield return $"-- {OneLine(unknown)}";
            yield break;
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"CHANGE REPLICATION SOURCE TO SOURCE_HOST = {SqlLiteral.Quote(facts.Server.Host)}, SOURCE_PORT = {facts.Server.Port}, {place};");
    }

    private IEnumerable<string> WriteItsSource()
    {
        if (facts.Channels is not { Count: > 0 } channels)
        {
            var none = facts.Channels is null
                ? $"Whom {facts.Server.Endpoint} follows was not to be read at the snapshot; that needs a lock and REPLICATION CLIENT."
                : $"{facts.Server.Endpoint} follows no server.";
            _warnings.Add(none);
            yield return $"-- {OneLine(none)}";
            yield break;
        }

        foreach (var channel in channels)
        {
            // The coordinator of parallel appliers moves the position only every replica_checkpoint_period (manual 19.1.6.3).
            if (!GoesByGtid(channel))
            {
                var behind = $"With parallel appliers the position that {facts.Server.Endpoint} gives of its source may be behind its rows by as much as replica_checkpoint_period, and a replica that starts there applies some transactions twice. Export by GTID, or stop the applier (STOP REPLICA SQL_THREAD) before the export.";
                _warnings.Add(behind);
                yield return $"-- {OneLine(behind)}";
            }

            yield return $"-- The source is the one that the exported server follows{(channel.Name.Length == 0 ? "" : $" by the channel {OneLine(channel.Name)}")}.";
            yield return Change(channel);
        }
    }

    private bool GoesByGtid(ReplicaChannel channel) => Gtids is not null && channel.UsesGtid;

    private string Change(ReplicaChannel channel)
    {
        var place = GoesByGtid(channel) ? "SOURCE_AUTO_POSITION = 1" : Place(channel.File, channel.Position);
        var ending = channel.Name.Length == 0 ? "" : $" FOR CHANNEL {SqlLiteral.Quote(channel.Name)}";
        return string.Create(CultureInfo.InvariantCulture, $"CHANGE REPLICATION SOURCE TO SOURCE_HOST = {SqlLiteral.Quote(channel.Host)}, SOURCE_PORT = {channel.Port}, SOURCE_USER = {SqlLiteral.Quote(channel.User)}, {place}{ending};");
    }

    private static string Place(string file, long position) =>
        string.Create(CultureInfo.InvariantCulture, $"SOURCE_AUTO_POSITION = 0, SOURCE_LOG_FILE = {SqlLiteral.Quote(file)}, SOURCE_LOG_POS = {position}");

    private static string Comment(string line) => line.StartsWith("-- ", StringComparison.Ordinal) ? line : $"-- {line}";

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
