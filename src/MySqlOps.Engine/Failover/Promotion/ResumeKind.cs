namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>What the journal makes of a failover.</summary>
internal enum ResumeKind
{
    /// <summary>Nothing: it is the first one of this primary.</summary>
    None,

    /// <summary>One was interrupted before anybody was made writable: done from the start.</summary>
    Again,

    /// <summary>One was interrupted, and the primary answers: what was stopped is started again, and that is all.</summary>
    Recall,

    /// <summary>One was interrupted when its candidate was about to become writable: that candidate it is.</summary>
    GoOn,

    /// <summary>There is a new primary: the others are made to follow it.</summary>
    Finish,

    /// <summary>There was a new primary, and it is that one which does not answer.</summary>
    Moved,
}
