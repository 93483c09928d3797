namespace MySqlOps.Engine.Replication.Setup.Checks;

/// <summary>What the source logs, and whether the replica can go by it.</summary>
internal static class LogChecks
{
    private static readonly string[] GtidModes = ["OFF", "OFF_PERMISSIVE", "ON_PERMISSIVE", "ON"];

    /// <summary>Judges.</summary>
    public static void Judge(SetupFacts facts, CheckList checks)
    {
        var (source, replica) = (facts.Source, facts.Replica);
        if (!source.LogsChanges)
            checks.Fail("Binary log", $"{source} writes no binary log, so there is nothing to replicate.", "Start the source with log_bin, and without skip_log_bin.");
        else if (!replica.LogsChanges || !replica.LogsReplicatedChanges)
            checks.Warn("Binary log", $"The source logs its changes; {replica} does not log what it applies, so it can neither be promoted nor have replicas.", "Start the replica with log_bin and log_replica_updates.");
        else
            checks.Pass("Binary log", "The source logs its changes, and the replica logs what it applies.");

        if (source.BinlogFormat != "ROW")
            checks.FailUnlessForced("Row format", $"{source} has binlog_format {source.BinlogFormat}: a statement may do something else on the replica than on the source.", "SET PERSIST binlog_format = 'ROW' on the source, and end the sessions from before.");
        else
            checks.Pass("Row format", "The source logs rows.");

        if (source.RowImage != "FULL")
            checks.Warn("Row image", $"{source} has binlog_row_image {source.RowImage}: a row without a key can't be found by all its columns, and a row that differs is not noticed.", "SET PERSIST binlog_row_image = 'FULL' on the source.");
        else
            checks.Pass("Row image", "The source logs whole rows.");
        JudgeGtids(facts, checks);
        JudgeStart(facts, checks);
    }

    private static void JudgeGtids(SetupFacts facts, CheckList checks)
    {
        var (source, replica) = (facts.Source, facts.Replica);
        if (source.GtidMode == "ON" && replica.GtidMode == "ON")
        {
            if (replica.EnforcesGtidConsistency)
                checks.Pass("GTID mode", "Both servers have gtid_mode ON.");
            else
                checks.Warn("GTID mode", $"Both servers have gtid_mode ON, but {replica} has enforce_gtid_consistency off.", "SET PERSIST enforce_gtid_consistency = ON on the replica.");
            return;
        }

        const string Remedy = "SET PERSIST gtid_mode step by step (OFF_PERMISSIVE, ON_PERMISSIVE, ON) on both, with enforce_gtid_consistency = ON before.";
        if (facts.Options.Start == ReplicationStart.AutoPosition)
            checks.Fail("GTID mode", $"The source has gtid_mode {source.GtidMode}, the replica {replica.GtidMode}, and replication by GTID needs ON on both.", $"{Remedy} Or start from a file and position.");
        else if (Math.Abs(Array.IndexOf(GtidModes, source.GtidMode) - Array.IndexOf(GtidModes, replica.GtidMode)) > 1)
            checks.Fail("GTID mode", $"The source has gtid_mode {source.GtidMode}, the replica {replica.GtidMode}, which is more than one step apart.", Remedy);
        else
            checks.Warn("GTID mode", $"The source has gtid_mode {source.GtidMode}, the replica {replica.GtidMode}: without GTIDs a replica can't be moved to another source safely.", Remedy);
    }

    private static void JudgeStart(SetupFacts facts, CheckList checks)
    {
        if (facts.Options.Start != ReplicationStart.Position || facts.Source.BinaryLogs is not { } logs || facts.IsFollowing)
            return;
        var (file, position) = (facts.Options.BinlogFile, facts.Options.BinlogPosition);
        var log = logs.FirstOrDefault(log => log.Name == file);
        if (log.Name is null)
            checks.Fail("Binlog position", $"{facts.Source} has no binary log {file}; it has {(logs.Count == 0 ? "none" : $"{logs[0].Name} to {logs[^1].Name}")}.", "Name a file of SHOW BINARY LOGS.");
        else if (position < 4 || position > log.Bytes)
            checks.Fail("Binlog position", FormattableString.Invariant($"{file} on {facts.Source} has {log.Bytes} bytes, and {position} is not in it."), "Name a position where an event begins: 4, or one of SHOW BINLOG EVENTS.");
        else
            checks.Pass("Binlog position", FormattableString.Invariant($"The source has {file} with {log.Bytes} bytes."));
    }
}
