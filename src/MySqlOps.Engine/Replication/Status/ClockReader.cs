using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Replication.Status;

/// <summary>Compares the clocks of two servers by asking both, as NTP does: of several answers that with the shortest round trip counts.</summary>
internal sealed class ClockReader(TimeProvider time)
{
    private const int Questions = 3;

    /// <summary>Asks both.</summary>
    public async Task<ClockOffset> CompareAsync(Session source, Session replica, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var (sourceAhead, sourceTrip) = await ReadAsync(source, start, cancellationToken).ConfigureAwait(false);
        var (replicaAhead, replicaTrip) = await ReadAsync(replica, start, cancellationToken).ConfigureAwait(false);
        return new ClockOffset(sourceAhead - replicaAhead, (sourceTrip + replicaTrip) / 2);
    }

    /// <summary>How far a server's clock is past 1970 at the moment that our own clock, which only runs, calls its start.</summary>
    private async Task<(TimeSpan Ahead, TimeSpan RoundTrip)> ReadAsync(Session session, long start, CancellationToken cancellationToken)
    {
        (TimeSpan Ahead, TimeSpan RoundTrip) best = (TimeSpan.Zero, TimeSpan.MaxValue);
        for (var i = 0; i < Questions; i++)
        {
            var asked = time.GetTimestamp();
            var rows = await session.QueryAsync("SELECT CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED) AS now", cancellationToken).ConfigureAwait(false);
            var trip = time.GetElapsedTime(asked);
            if (trip < best.RoundTrip)
                best = (TimeSpan.FromMicroseconds(rows[0].Int64("now")) - time.GetElapsedTime(start, asked) - (trip / 2), trip);
        }

        return best;
    }
}
