using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.DiskUsage;

/// <summary>
/// Measures a server's disk usage over its connection. The files' sizes come from InnoDB's own view of its tablespaces, which asks the
/// file system, and not from the statistics, which lag behind: after a bulk load they were seen to say 16 KiB for an 11.5 MB file.
/// </summary>
public static class DiskUsageReader
{
    /// <summary>Measures.</summary>
    /// <param name="server">The server.</param>
    /// <param name="options">What to show.</param>
    /// <param name="observer">Hears a warning for everything that the account may not see, with the privilege that it lacks.</param>
    /// <param name="cancellationToken">Cancels; what runs on the server is killed.</param>
    /// <exception cref="MySqlOpsException">The server can't be reached or refuses a statement.</exception>
    public static async Task<DiskUsageReport> ReadAsync(MySqlServer server, DiskUsageOptions options, IOperationObserver observer, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var measurement = new DiskUsageMeasurement(session, options, observer);
            return await measurement.RunAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
