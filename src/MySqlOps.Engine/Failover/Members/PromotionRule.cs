namespace MySqlOps.Engine.Failover.Members;

/// <summary>How much an operator wants a server to become the primary.</summary>
public enum PromotionRule
{
    /// <summary>No wish.</summary>
    Neutral,

    /// <summary>Before the others, even if it must first collect what it lacks from them.</summary>
    Prefer,

    /// <summary>Only when nobody else can.</summary>
    PreferNot,

    /// <summary>In no case.</summary>
    Never,
}
