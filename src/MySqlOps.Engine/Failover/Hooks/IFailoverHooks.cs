namespace MySqlOps.Engine.Failover.Hooks;

/// <summary>What an operator has done around a failover. Each is called once a run, by the run itself, in the order of the members below.</summary>
internal interface IFailoverHooks
{
    /// <summary>True when there is one of a kind.</summary>
    bool Has(FailoverHookKind kind);

    /// <summary>Asked before anything is done whether the primary is really to be taken for dead.</summary>
    /// <returns>Why not, as a sentence; null to go on.</returns>
    Task<string?> CheckAsync(FailoverHookEvent occasion, CancellationToken cancellationToken);

    /// <summary>Told before anything is changed.</summary>
    /// <returns>Why the failover must not be, as a sentence; null to go on.</returns>
    Task<string?> BeforeAsync(FailoverHookEvent occasion, CancellationToken cancellationToken);

    /// <summary>Told when the new primary is writable, before the others follow it: the place to move an address or a proxy. What it throws is a failed step and stops nothing.</summary>
    Task AfterAsync(FailoverHookEvent occasion, CancellationToken cancellationToken);

    /// <summary>Told at the end, also of a failover that came to nothing.</summary>
    Task PostAsync(FailoverHookEvent occasion, CancellationToken cancellationToken);
}
