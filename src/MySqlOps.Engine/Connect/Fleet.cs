using System.Runtime.CompilerServices;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Connect;

/// <summary>The same work on many servers at once.</summary>
public static class Fleet
{
    /// <summary>Runs the work for every input, several at once; the outcomes come in the order of the inputs, each as soon as those before it are there.</summary>
    /// <param name="inputs">What to work on.</param>
    /// <param name="limit">How many at once.</param>
    /// <param name="work">The work; an error of ours that it throws is that input's outcome and does not touch the others.</param>
    /// <param name="cancellationToken">Cancels all.</param>
    public static async IAsyncEnumerable<FleetOutcome<TInput, TValue>> RunAsync<TInput, TValue>(
        IReadOnlyCollection<TInput> inputs,
        int limit,
        Func<TInput, CancellationToken, Task<TValue>> work,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var places = new SemaphoreSlim(limit);
        var tasks = inputs.Select(input => OneAsync(input, places, work, stop.Token)).ToArray();
        try
        {
            foreach (var task in tasks)
                yield return await task.ConfigureAwait(false);
        }
        finally
        {
            // Whoever stops listening stops the rest; nothing runs on unseen.
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(tasks)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<FleetOutcome<TInput, TValue>> OneAsync<TInput, TValue>(
        TInput input,
        SemaphoreSlim places,
        Func<TInput, CancellationToken, Task<TValue>> work,
        CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Work that is cancelled leaves its place to the next before that one hears of it.
            cancellationToken.ThrowIfCancellationRequested();
            return new FleetOutcome<TInput, TValue>(input, await work(input, cancellationToken).ConfigureAwait(false), null);
        }
        catch (MySqlOpsException e)
        {
            return new FleetOutcome<TInput, TValue>(input, default, e);
        }
        finally
        {
            places.Release();
        }
    }
}
