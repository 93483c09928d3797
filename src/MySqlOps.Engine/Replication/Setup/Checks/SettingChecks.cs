namespace MySqlOps.Engine.Replication.Setup.Checks;

/// <summary>Settings that make the same change come out otherwise, or not at all.</summary>
internal static class SettingChecks
{
    /// <summary>Judges.</summary>
    public static void Judge(SetupFacts facts, CheckList checks)
    {
        var (source, replica) = (facts.Source, facts.Replica);
        JudgeNames(facts, checks);
        JudgeEngines(facts, checks);
        checks.Compare("SQL mode", source.SqlMode, replica.SqlMode, "sql_mode", "rows come out the same, but sessions on the replica, after a promotion too, read SQL otherwise.", "SET PERSIST sql_mode on the replica to what the source has.");
        checks.Compare("Time zone", source.TimeZone, replica.TimeZone, "the time zone", "what applications read as local time differs, and so do statements that are logged as such.", "SET PERSIST time_zone on both to one zone, as '+00:00'.");
        checks.Compare("Character set", source.Collation, replica.Collation, "collation_server", "databases that are made without one of their own after a promotion differ.", "SET PERSIST character_set_server and collation_server on the replica to what the source has.");
        JudgePackets(facts, checks);
        JudgeFilters(facts, checks);
        if (source.TablesWithoutKey > 0)
            checks.Warn("Primary keys", FormattableString.Invariant($"{source.TablesWithoutKey} tables of the source have no primary key: each change of a row may read the whole table on the replica."), "Give the tables primary keys.");
        else
            checks.Pass("Primary keys", "All tables of the source have primary keys.");
    }

    private static void JudgeNames(SetupFacts facts, CheckList checks)
    {
        var (source, replica) = (facts.Source.LowerCaseTableNames, facts.Replica.LowerCaseTableNames);
        if (source == replica)
            checks.Pass("Table names", FormattableString.Invariant($"Both have lower_case_table_names {source}."));
        else
            checks.Corrupts("Table names", FormattableString.Invariant($"The source has lower_case_table_names {source}, the replica {replica}: changes of tables whose names have capitals go astray."), "Initialize the replica anew with the source's lower_case_table_names: it can't be changed later.");
    }

    private static void JudgeEngines(SetupFacts facts, CheckList checks)
    {
        var missing = facts.Source.TablesByEngine.Keys.Where(engine => engine.Length > 0 && !facts.Replica.Engines.Contains(engine)).Order(StringComparer.Ordinal).ToList();
        var rolling = facts.Source.TablesByEngine.Where(static pair => pair.Key is not ("InnoDB" or "")).Select(static pair => FormattableString.Invariant($"{pair.Value} {pair.Key}")).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            checks.FailUnlessForced("Storage engines", $"The source has tables of {string.Join(", ", missing)}, and the replica lacks that engine: replication stops at the first change, or the tables get another.", "Turn the engine on at the replica, or move the tables to InnoDB.");
        else if (rolling.Count > 0)
            checks.Warn("Storage engines", $"The source has tables without transactions ({string.Join(", ", rolling)}): a crash of the replica may leave half a change in them.", "Move the tables to InnoDB.");
        else
            checks.Pass("Storage engines", "The replica has the engines of all tables of the source.");
    }

    private static void JudgePackets(SetupFacts facts, CheckList checks)
    {
        var (source, replica) = (facts.Source, facts.Replica);
        if (replica.MaxReplicaPacketBytes < source.MaxPacketBytes)
            checks.FailUnlessForced("Packet size", FormattableString.Invariant($"The source takes {source.MaxPacketBytes} bytes in a statement (max_allowed_packet), the replica {replica.MaxReplicaPacketBytes} in an event ({replica.Facts.ReplicaVariable("max_allowed_packet")}): a large row stops replication."), $"SET PERSIST {replica.Facts.ReplicaVariable("max_allowed_packet")} on the replica to 1073741824.");
        else if (replica.MaxPacketBytes < source.MaxPacketBytes)
            checks.Warn("Packet size", FormattableString.Invariant($"The source has max_allowed_packet {source.MaxPacketBytes}, the replica {replica.MaxPacketBytes}: after a promotion large rows are refused."), "SET PERSIST max_allowed_packet on the replica to what the source has.");
        else
            checks.Pass("Packet size", "The replica takes what the source takes.");
    }

    private static void JudgeFilters(SetupFacts facts, CheckList checks)
    {
        string[] filters =
        [
            .. facts.Source.BinlogFilters.Select(static filter => $"the source logs by {filter}"),
            .. facts.Replica.ApplierFilters.Where(filter => filter.Channel.Length == 0 || filter.Channel.Equals(facts.Options.Channel, StringComparison.OrdinalIgnoreCase)).Select(static filter => $"the replica applies by {filter.Rule}").Distinct(StringComparer.Ordinal),
        ];
        if (filters.Length == 0)
            checks.Pass("Filters", "Nothing is left out.");
        else
            checks.Warn("Filters", $"A part is left out: {string.Join("; ", filters)}. The replica can't take the source's place.", "Remove the filters unless they are meant.");
    }
}
