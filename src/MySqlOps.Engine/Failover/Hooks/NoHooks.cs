namespace MySqlOps.Engine.Failover.Hooks;

/// <summary>Nothing is done around a failover.</summary>
internal sealed class NoHooks : IFailoverHooks
{
    /// <summary>The one instance; it has no state.</summary>
    public static NoHooks Instance { get; } = new();

    /// <inheritdoc />
    public bool Has(FailoverHookKind kind) => false;

    /// <inheritdoc />
    public Task<string?> CheckAsync(FailoverHookEvent occasion, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <inheritdoc />
    public Task<string?> BeforeAsync(FailoverHookEvent occasion, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <inheritdoc />
    public Task AfterAsync(FailoverHookEvent occasion, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task PostAsync(FailoverHookEvent occasion, CancellationToken cancellationToken) => Task.CompletedTask;
}
