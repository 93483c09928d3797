namespace MySqlOps.Engine.Failover.Journal;

/// <summary>What the members' journals say together.</summary>
internal static class JournalJudge
{
    /// <summary>
    /// The newest run: of the highest epoch; where two runs took one epoch (the one could not see the other's members), that which came further, then that which more
    /// members know, then the later one. Null for none.
    /// </summary>
    /// <param name="entries">Each member's newest entry; null for none.</param>
    public static JournalEntry? Newest(IEnumerable<JournalEntry?> entries) => entries
        .OfType<JournalEntry>()
        .GroupBy(static entry => (entry.Epoch, entry.RunId))
        .Select(static run => (Entry: run.MaxBy(static entry => (entry.State, entry.ChangedAt))!, Members: run.Count()))
        .OrderByDescending(static run => run.Entry.Epoch)
        .ThenByDescending(static run => run.Entry.State)
        .ThenByDescending(static run => run.Members)
        .ThenByDescending(static run => run.Entry.ChangedAt)
        .Select(static run => run.Entry)
        .FirstOrDefault();

    /// <summary>The runs that the members know, the newest first; of two that took one epoch, the one that counts by <see cref="Newest"/>.</summary>
    /// <param name="entries">Each member's entries.</param>
    public static IReadOnlyList<JournalEntry> Runs(IEnumerable<IReadOnlyList<JournalEntry>> entries) =>
        [.. entries.SelectMany(static own => own).GroupBy(static entry => entry.Epoch).OrderByDescending(static same => same.Key).Select(static same => Newest(same)!)];
}
