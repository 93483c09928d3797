namespace MySqlOps.Engine.Failover.Suspension;

/// <summary>What the members' orders say together.</summary>
internal static class SuspensionJudge
{
    /// <summary>
    /// The newest order. Where two operators took one number, because neither saw the other's members, a suspension is believed before a resumption, then the later one:
    /// to do nothing is the lesser harm. Null for none.
    /// </summary>
    /// <param name="orders">What each member knows; null for nothing.</param>
    public static FailoverSuspension? Newest(IEnumerable<FailoverSuspension?> orders) => orders
        .OfType<FailoverSuspension>()
        .OrderByDescending(static order => order.Number)
        .ThenByDescending(static order => order.IsSuspended)
        .ThenByDescending(static order => order.Since)
        .ThenBy(static order => order.Server.Endpoint, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>The order that follows the newest one.</summary>
    /// <param name="newest">The newest one; null for none.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="now">When.</param>
    /// <param name="newestEpoch">The newest run in the members' journals; 0 for none.</param>
    public static FailoverSuspension Next(FailoverSuspension? newest, SuspensionRequest request, string by, DateTimeOffset now, long newestEpoch)
    {
        var acknowledged = newest?.AcknowledgedEpoch ?? 0;
        return new FailoverSuspension
        {
            Server = request.Server,
            Number = (newest?.Number ?? 0) + 1,
            IsSuspended = request.IsSuspended,
            Reason = request.Reason,
            By = by,
            Since = now,
            Until = request.IsSuspended ? request.Until : null,
            AcknowledgedEpoch = request.IsAcknowledging ? Math.Max(acknowledged, newestEpoch) : acknowledged,
        };
    }
}
