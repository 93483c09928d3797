using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Journal;

/// <summary>Writes on one server that stay there: not in its binary log, and past its own super_read_only.</summary>
internal static class LocalWrite
{
    /// <summary>Runs the statements in one packet, so that a client that dies leaves none of them out; above all not the last, which makes the server read-only again.</summary>
    /// <param name="session">The session; its later statements go to the binary log again.</param>
    /// <param name="isSuperReadOnly">True when super_read_only is on, and must be so afterwards.</param>
    /// <param name="lockWait">How many seconds turning it on again waits for locks.</param>
    /// <param name="statements">What to write.</param>
    /// <param name="cancellationToken">Cancelling leaves the server to do the rest.</param>
    public static async Task RunAsync(Session session, bool isSuperReadOnly, int lockWait, IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        var restore = string.Create(CultureInfo.InvariantCulture, $"SET SESSION lock_wait_timeout = {lockWait}, GLOBAL super_read_only = ON");
        List<string> packet = ["SET SESSION sql_log_bin = 0", .. isSuperReadOnly ? ["SET GLOBAL super_read_only = OFF"] : Array.Empty<string>(), .. statements, .. isSuperReadOnly ? [restore] : Array.Empty<string>(), "SET SESSION sql_log_bin = 1"];
        try
        {
            await session.ExecuteAsync(string.Join(";\n", packet), cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is not null)
        {
            // The server left out what came after the statement that failed.
            if (isSuperReadOnly)
                await session.ExecuteAsync(restore, cancellationToken).ConfigureAwait(false);
            await session.ExecuteAsync("SET SESSION sql_log_bin = 1", cancellationToken).ConfigureAwait(false);
            throw;
        }
    }
}
