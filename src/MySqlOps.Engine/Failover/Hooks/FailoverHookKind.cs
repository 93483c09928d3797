namespace MySqlOps.Engine.Failover.Hooks;

/// <summary>When a hook is called, in this order.</summary>
public enum FailoverHookKind
{
    /// <summary>Before anything is done: a hook that fails says that there is to be no failover.</summary>
    FailCheck,

    /// <summary>Before anything is changed: a hook that fails stops the failover.</summary>
    BeforeFailover,

    /// <summary>When the new primary is writable, before the others follow it.</summary>
    AfterFailover,

    /// <summary>At the end, also of a failover that came to nothing.</summary>
    PostFailover,
}
