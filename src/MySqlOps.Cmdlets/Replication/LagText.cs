using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Cmdlets.Replication;

/// <summary>A replica's lag as it stands in a table.</summary>
public static class LagText
{
    /// <summary>The lag of a status: <c>0</c>, <c>12 ms</c>, <c>3.4 s</c>, with &lt; where it is at most that, and ? where it is not known.</summary>
    /// <param name="status">A ReplicaStatus.</param>
    public static string Format(object status)
    {
        var replica = (ReplicaStatus)status;
        return replica.Lag is { } lag ? $"{(replica.LagBasis == LagBasis.AtMost ? "<" : "")}{(lag == TimeSpan.Zero ? "0" : ElapsedTime.Format(lag))}" : "?";
    }
}
