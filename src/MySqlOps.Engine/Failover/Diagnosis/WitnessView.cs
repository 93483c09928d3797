namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>What a replica's word is worth about its primary.</summary>
public enum WitnessView
{
    /// <summary>It could not be asked.</summary>
    NotAsked,

    /// <summary>It does not follow this primary.</summary>
    NotFollowing,

    /// <summary>It can't see: its receiver was stopped, has a fault of its own, or had lost the primary long before we did.</summary>
    Blind,

    /// <summary>It is connected, and neither heard of the primary since we last did nor for long enough not.</summary>
    Unsure,

    /// <summary>It hears of the primary.</summary>
    Sees,

    /// <summary>The primary itself turned it away, which only a living one does.</summary>
    TurnedAway,

    /// <summary>It is connected, but has heard nothing for several heartbeats.</summary>
    Silent,

    /// <summary>It has lost the primary and can't connect to it again.</summary>
    Lost,
}
