using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Provisioning;

/// <summary>Says how far a clone is, by what its recipient says of it.</summary>
internal sealed class CloneWatch(MySqlServer recipient, IOperationObserver observer, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Looks until it is cancelled, or the server is gone.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var activity = $"Clone to {recipient.Endpoint}";
        try
        {
            var session = await Session.OpenAsync(recipient, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                while (true)
                {
                    await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
                    await ReportAsync(session, activity, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (e is MySqlOpsException or OperationCanceledException)
        {
            // The server restarts, or the clone has ended.
        }
        finally
        {
            observer.Progress(new OperationProgress { Activity = activity, Status = "Done", PercentComplete = 100, IsCompleted = true });
        }
    }

    private async Task ReportAsync(Session session, string activity, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT SUM(ESTIMATE) AS estimate, SUM(DATA) AS data, MAX(CASE STATE WHEN 'In Progress' THEN STAGE END) AS stage
            FROM performance_schema.clone_progress
            """,
            cancellationToken).ConfigureAwait(false);
        if (rows is not [var row] || row.TextOrNull("stage") is not { } stage)
            return;
        var (estimate, data) = (row.Int64OrNull("estimate") ?? 0, row.Int64OrNull("data") ?? 0);
        observer.Progress(new OperationProgress
        {
            Activity = activity,
            Status = FormattableString.Invariant($"{stage}, {data / 1024.0 / 1024:0.0} of {estimate / 1024.0 / 1024:0.0} MiB"),
            PercentComplete = estimate > 0 ? (int)Math.Clamp(100 * data / estimate, 0, 100) : null,
        });
    }
}
