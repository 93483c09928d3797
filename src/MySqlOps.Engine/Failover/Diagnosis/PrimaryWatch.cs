using System.Runtime.CompilerServices;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>Looks at a primary and its replicas again and again, and says after each look what it amounts to. Not for several threads.</summary>
public sealed class PrimaryWatch : IAsyncDisposable
{
    private readonly MySqlServer _primary;
    private readonly PrimaryWatchOptions _options;
    private readonly TimeProvider _time;
    private readonly PrimaryProbe _probe;
    private readonly PrimaryCase _case;
    private readonly WitnessReader[] _witnesses;
    private readonly long _began;

    /// <summary>Begins; nothing is asked yet.</summary>
    /// <param name="primary">The primary.</param>
    /// <param name="replicas">Its replicas, the witnesses.</param>
    /// <param name="options">How to watch.</param>
    /// <param name="time">The clock.</param>
    public PrimaryWatch(MySqlServer primary, IReadOnlyList<MySqlServer> replicas, PrimaryWatchOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(replicas);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _primary = primary;
        _options = options;
        _time = time;
        _probe = new PrimaryProbe(primary, options.ProbeTimeout, time);
        _case = new PrimaryCase(primary, options.Rules);
        _witnesses = [.. replicas.DistinctBy(static replica => replica.Endpoint, StringComparer.OrdinalIgnoreCase).Select(replica => new WitnessReader(replica, primary))];
        _began = time.GetTimestamp();
    }

    /// <summary>Takes one look.</summary>
    /// <exception cref="Foundation.MySqlOpsException">ServerUnsupported.</exception>
    public async Task<PrimaryDiagnosis> LookAsync(CancellationToken cancellationToken)
    {
        var began = _time.GetElapsedTime(_began);
        var asking = AskAllAsync(cancellationToken);
        var probe = await _probe.RunAsync(cancellationToken).ConfigureAwait(false);
        var witnesses = await asking.ConfigureAwait(false);

        // What the replicas said while we still waited for the primary is old by then.
        if (!probe.IsAnswered)
            witnesses = await AskAllAsync(cancellationToken).ConfigureAwait(false);
        return _case.Take(new PrimaryLook
        {
            Probe = probe,

            // The primary is no witness of itself.
            Witnesses = [.. witnesses.Where(witness => witness.Uuid.Length == 0 || !witness.Uuid.Equals(probe.State?.Uuid ?? _case.Uuid, StringComparison.OrdinalIgnoreCase))],
            Began = began,
            Ended = _time.GetElapsedTime(_began),
            At = _time.GetUtcNow(),
        });
    }

    /// <summary>Looks, interval after interval, until nobody wants more.</summary>
    public async IAsyncEnumerable<PrimaryDiagnosis> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var began = _time.GetTimestamp();
            yield return await LookAsync(cancellationToken).ConfigureAwait(false);
            var rest = _options.Interval - _time.GetElapsedTime(began);
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks until the verdict holds: at once where the primary answers and nothing is pending, else as often as confirmations are needed.</summary>
    public async Task<PrimaryDiagnosis> DecideAsync(CancellationToken cancellationToken)
    {
        var looks = 0;
        PrimaryDiagnosis? last = null;
        await foreach (var diagnosis in WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            looks++;
            var isSettled = diagnosis.MayFailOver || (looks >= _options.Rules.Confirmations && !IsPending(diagnosis)) || looks >= Limit || (diagnosis.Verdict == PrimaryVerdict.Healthy && !HasWaits(diagnosis));
            last = diagnosis;
            if (isSettled)
                break;
        }

        return last!;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var witness in _witnesses)
            await witness.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A hang counts only after a while, so that as many looks may be needed as fill it.</summary>
    private int Limit => _options.Rules.Confirmations + (int)Math.Ceiling(_options.Rules.HangLimit / Max(_options.Interval, TimeSpan.FromMilliseconds(100)));

    private static bool IsPending(PrimaryDiagnosis diagnosis) => diagnosis.Verdict is PrimaryVerdict.Crashed or PrimaryVerdict.Hung
        || (diagnosis.Verdict == PrimaryVerdict.Unknown && diagnosis.Trouble > TimeSpan.Zero && diagnosis.Voting > 0);

    private static bool HasWaits(PrimaryDiagnosis diagnosis) => diagnosis.Probe.State is { } state && (state.SemiSync.WaitingSessions > 0 || state.CommitsUnderWay > 0);

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private Task<WitnessFacts[]> AskAllAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_witnesses.Select(witness => witness.ReadAsync(_case.Uuid, _options.WitnessTimeout, cancellationToken)));
}
