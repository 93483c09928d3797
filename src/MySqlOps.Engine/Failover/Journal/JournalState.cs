namespace MySqlOps.Engine.Failover.Journal;

/// <summary>How far a switchover or failover is. The order counts: of two members that know one run, the one that knows more of it is believed.</summary>
public enum JournalState
{
    /// <summary>Replicas may be stopped; nobody has been made writable.</summary>
    Begun,

    /// <summary>The new primary is chosen and the old one is fenced; the new one may be writable already.</summary>
    Promoting,

    /// <summary>The new primary is writable; others may not follow it yet.</summary>
    Promoted,

    /// <summary>Given up before anybody was made writable, and undone.</summary>
    Aborted,

    /// <summary>Done.</summary>
    Completed,
}
