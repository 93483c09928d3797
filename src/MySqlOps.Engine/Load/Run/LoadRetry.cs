using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Run;

/// <summary>Tries work again that failed for a reason that passes: a deadlock, a lock that was long in coming, a lost connection.</summary>
/// <param name="control">The session with the locks, which may have been lost with the others.</param>
/// <param name="time">The clock.</param>
/// <param name="observer">Hears of each failure.</param>
internal sealed class LoadRetry(LoadControl control, TimeProvider time, IOperationObserver observer)
{
    private static readonly TimeSpan[] Pauses = [.. new[] { 0.1, 0.5, 1, 2, 4, 8 }.Select(TimeSpan.FromSeconds)];

    /// <summary>Runs work.</summary>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="slot">Its session, which is closed after a failure.</param>
    /// <param name="work">The work, which may be run several times.</param>
    /// <param name="cancellationToken">Ends the work and the pauses.</param>
    public async Task<T> RunAsync<T>(string what, LoadSlot slot, Func<DataSession, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await work(await slot.SessionAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (MySqlOpsException e) when (attempt < Pauses.Length && Passes(e))
            {
                observer.Verbose($"{what}: attempt {attempt + 1} failed and is made again: {e.Message}");
                await slot.DropAsync().ConfigureAwait(false);
                await Task.Delay(Pauses[attempt], time, cancellationToken).ConfigureAwait(false);
                await RestoreLocksAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>True for a failure that may pass by itself.</summary>
    internal static bool Passes(MySqlOpsException e) =>
        e.ServerErrorNumber is ServerErrorNumber.Deadlock or ServerErrorNumber.LockWaitTimeout or ServerErrorNumber.ServerShutdown or ServerErrorNumber.TooManyConnections
        || e.Id is ErrorId.ConnectionLost or ErrorId.ConnectRefused or ErrorId.ConnectTimeout or ErrorId.ConnectFailed;

    private async Task RestoreLocksAsync(CancellationToken cancellationToken)
    {
        try
        {
            await control.EnsureLockedAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (Passes(e))
        {
            // The server is not back yet: the next attempt finds out, or the last one says so.
        }
    }
}
