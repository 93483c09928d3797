using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Hooks;

/// <summary>The four hooks of a monitor or a run, any of which may lack. FailCheck and BeforeFailover stop the failover unless they end well; the other two are told and stop nothing.</summary>
/// <param name="hooks">The hooks.</param>
/// <param name="mask">Hides passwords that a hook prints.</param>
/// <param name="time">The clock.</param>
internal sealed class HookSet(IReadOnlyDictionary<FailoverHookKind, IFailoverHook> hooks, SecretMask mask, TimeProvider time) : IFailoverHooks
{
    private const int Longest = 500;

    /// <summary>Hears of each hook that ended.</summary>
    public Action<FailoverHookRun> Report { get; set; } = static _ => { };

    /// <inheritdoc />
    public bool Has(FailoverHookKind kind) => hooks.ContainsKey(kind);

    /// <inheritdoc />
    public async Task<string?> CheckAsync(FailoverHookEvent occasion, CancellationToken cancellationToken) =>
        await RunAsync(FailoverHookKind.FailCheck, occasion, cancellationToken).ConfigureAwait(false) is { IsSuccess: false } run ? $"There is no failover, because {run}" : null;

    /// <inheritdoc />
    public async Task<string?> BeforeAsync(FailoverHookEvent occasion, CancellationToken cancellationToken) =>
        await RunAsync(FailoverHookKind.BeforeFailover, occasion, cancellationToken).ConfigureAwait(false) is { IsSuccess: false } run ? $"The failover is stopped, because {run}" : null;

    /// <inheritdoc />
    public Task AfterAsync(FailoverHookEvent occasion, CancellationToken cancellationToken) => TellAsync(FailoverHookKind.AfterFailover, occasion, cancellationToken);

    /// <inheritdoc />
    public Task PostAsync(FailoverHookEvent occasion, CancellationToken cancellationToken) => TellAsync(FailoverHookKind.PostFailover, occasion, cancellationToken);

    private async Task TellAsync(FailoverHookKind kind, FailoverHookEvent occasion, CancellationToken cancellationToken)
    {
        if (await RunAsync(kind, occasion, cancellationToken).ConfigureAwait(false) is { IsSuccess: false } run)
            throw new MySqlOpsException(ErrorId.FailoverHookFailed, run.ToString(), occasion.NewPrimary ?? occasion.OldPrimary);
    }

    private async Task<FailoverHookRun?> RunAsync(FailoverHookKind kind, FailoverHookEvent occasion, CancellationToken cancellationToken)
    {
        if (!hooks.TryGetValue(kind, out var hook))
            return null;
        var begun = time.GetTimestamp();
        var result = await hook.RunAsync(new HookCall(kind, occasion), cancellationToken).ConfigureAwait(false);
        var run = new FailoverHookRun
        {
            Server = occasion.OldPrimary,
            Kind = kind,
            Name = hook.Name,
            Epoch = occasion.Epoch,
            Elapsed = time.GetElapsedTime(begun),
            IsSuccess = result.IsSuccess,
            ExitCode = result.ExitCode,
            IsTimedOut = result.IsTimedOut,
            Message = Shorten(mask.Mask(result.Message)),
        };
        Report(run);
        return run;
    }

    /// <summary>The end of a long text. Not before it is masked: half a password is none to the mask.</summary>
    private static string Shorten(string text) => text.Length > Longest ? $"…{text[^Longest..]}" : text;
}
