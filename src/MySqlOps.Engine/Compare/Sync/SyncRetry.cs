using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>Does work again that ended by a deadlock, or because a lock was long in coming.</summary>
internal sealed class SyncRetry(DataSession session, IOperationObserver observer, TimeProvider time)
{
    private static readonly TimeSpan[] Pauses = [.. new[] { 0.05, 0.2, 0.5, 1, 2 }.Select(TimeSpan.FromSeconds)];

    /// <summary>Runs work. What it has open when it fails is rolled back.</summary>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="work">The work, which may be run several times.</param>
    /// <param name="cancellationToken">Ends the work and the pauses.</param>
    public async Task<T> RunAsync<T>(string what, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (MySqlOpsException e) when (attempt < Pauses.Length && SyncErrors.Passes(e))
            {
                observer.Verbose($"{what}: attempt {attempt + 1} failed and is made again: {e.Message}");
                await session.ExecuteAsync("ROLLBACK", cancellationToken).ConfigureAwait(false);
                await Task.Delay(Pauses[attempt], time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
