using System.Globalization;
using System.Security.Cryptography;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Snapshots;

/// <summary>
/// Takes a lock without making others wait: not while a long statement runs, and never waiting in the queue for more than two seconds at a time, because
/// all writers wait behind whoever waits for the global read lock.
/// </summary>
/// <param name="session">The session that locks.</param>
/// <param name="limit">How long all attempts may take together.</param>
/// <param name="time">The clock.</param>
/// <param name="observer">Hears what is waited for.</param>
internal sealed class LockPatience(DataSession session, TimeSpan limit, TimeProvider time, IOperationObserver observer)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private readonly long _start = time.GetTimestamp();
    private long _toldOf = -1;

    /// <summary>The time that waiting took until now.</summary>
    public TimeSpan Waited => time.GetElapsedTime(_start);

    private bool IsOver => Waited >= limit;

    /// <summary>Tries until the lock is there.</summary>
    /// <param name="lockAsync">One attempt, which the server ends with error 1205 after lock_wait_timeout.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="MySqlOpsException">DumpLockFailed: the time is over. PrivilegeMissing: the account may not lock.</exception>
    public async Task AcquireAsync(Func<CancellationToken, Task> lockAsync, CancellationToken cancellationToken)
    {
        while (true)
        {
            await AwaitLongStatementsAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await lockAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (MySqlOpsException e) when (e.ServerErrorNumber == ServerErrorNumber.LockWaitTimeout)
            {
                if (IsOver)
                    throw new MySqlOpsException(ErrorId.DumpLockFailed, $"{session.Server} did not give the export its lock within {Seconds(limit)}: other sessions hold tables or run DDL. Try at a quieter time, or raise the lock time-out.", session.Server, e);
            }

            observer.Verbose($"{session.Server}: the export's lock was not free, and is tried again.");
            await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(200, 2000)), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AwaitLongStatementsAsync(CancellationToken cancellationToken)
    {
        while (await LongStatementReader.FindAsync(session, cancellationToken).ConfigureAwait(false) is { } running)
        {
            var what = string.Create(CultureInfo.InvariantCulture, $"connection {running.ConnectionId} of user '{running.User}' has been running a statement for {Seconds(running.Age)}");
            if (IsOver)
            {
                throw new MySqlOpsException(
                    ErrorId.DumpLockFailed,
                    string.Create(CultureInfo.InvariantCulture, $"{session.Server}: {what}, and every writer would wait behind the export's lock until it ends. Wait for it, end it with KILL QUERY {running.ConnectionId}, or raise the lock time-out of {Seconds(limit)}."),
                    session.Server);
            }

            if (_toldOf != running.ConnectionId)
                observer.Verbose($"{session.Server}: {what}; the export waits for its end before it locks.");
            _toldOf = running.ConnectionId;
            await Task.Delay(Look, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s");
}
