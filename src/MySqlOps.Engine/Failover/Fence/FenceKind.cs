namespace MySqlOps.Engine.Failover.Fence;

/// <summary>What keeps the old primary from taking writes.</summary>
public enum FenceKind
{
    /// <summary>Nothing does.</summary>
    None,

    /// <summary>It answered, and has super_read_only on.</summary>
    ReadOnly,

    /// <summary>No process listens there, and whoever starts one finds super_read_only persisted.</summary>
    Down,

    /// <summary>The fence script said so.</summary>
    Script,

    /// <summary>Nothing is known to, and the operator accepts that.</summary>
    RiskAccepted,
}
