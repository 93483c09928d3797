using MySqlOps.Engine.Failover.Lease;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>Has surveys run beside the looks, one at a time. Its members are called by the monitor's loop alone.</summary>
internal sealed class SurveyTask(MonitorOptions options, EventFeed feed, TimeProvider time) : IAsyncDisposable
{
    private readonly MemberSurvey _survey = new(options, feed, time);
    private CancellationTokenSource? _stop;
    private Task<SurveyResult?>? _running;

    /// <summary>The events that the primary ran when it was last asked; null when it never could be.</summary>
    public PrimaryEvents? Events { get; private set; }

    /// <summary>Begins one, unless one runs.</summary>
    public void Begin(MonitorTopology topology, MajorityLease? lease)
    {
        if (_running is not null)
            return;
        _stop = new CancellationTokenSource();
        var token = _stop.Token;
        _running = Task.Run(() => RunAsync(topology, lease, token), CancellationToken.None);
    }

    /// <summary>Has the next one be one in full.</summary>
    public void Hurry() => _survey.Hurry();

    /// <summary>What the one found that has come to its end, which is taken thereby; null for none.</summary>
    public async Task<SurveyResult?> TakeAsync()
    {
        if (_running is not { IsCompleted: true } done)
            return null;
        Clear();
        return await done.ConfigureAwait(false);
    }

    /// <summary>Does one in full now, in place of the one that runs.</summary>
    public async Task<SurveyResult?> FinishAsync(MonitorTopology topology, MajorityLease? lease, CancellationToken cancellationToken)
    {
        await StopAsync().ConfigureAwait(false);
        _survey.Hurry();
        Begin(topology, lease);
        var result = await _running!.WaitAsync(cancellationToken).ConfigureAwait(false);
        Clear();
        return result;
    }

    /// <summary>Ends the one that runs; what it found is not taken.</summary>
    public async Task StopAsync()
    {
        if (_running is not { } running)
            return;
        await _stop!.CancelAsync().ConfigureAwait(false);

        // A task with a result can't be awaited without its error.
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Clear();
        _survey.Hurry();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private void Clear()
    {
        _stop?.Dispose();
        (_stop, _running) = (null, null);
    }

    private async Task<SurveyResult?> RunAsync(MonitorTopology topology, MajorityLease? lease, CancellationToken cancellationToken)
    {
        try
        {
            var result = await _survey.RunAsync(topology, lease, cancellationToken).ConfigureAwait(false);
            Events = result.Events ?? Events;
            return result;
        }
        catch (MySqlOpsException e) when (e.Id != ErrorId.PrivilegeMissing)
        {
            // A lost lease is told of by whoever holds it.
            if (e.Id != ErrorId.FailoverLeaseLost)
                feed.SayOnChange(FailoverEventKind.Warning, topology.Primary, e.Message);
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
