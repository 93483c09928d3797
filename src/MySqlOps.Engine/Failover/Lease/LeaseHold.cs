using System.Globalization;

namespace MySqlOps.Engine.Failover.Lease;

/// <summary>Who has the lock of a server.</summary>
/// <param name="Connection">The connection that has it.</param>
/// <param name="Holder">Who that says it is; null when it does not, or the account may not see it.</param>
/// <param name="Host">From where it comes; null for a socket, or when the account may not see it.</param>
/// <param name="IsSeen">False when the account may not see more than the connection's number.</param>
internal sealed record LeaseHold(long Connection, string? Holder, string? Host, bool IsSeen)
{
    /// <summary><c>monitor-1 process 4711 (connection 12 from 10.0.0.7:43210)</c>.</summary>
    public override string ToString() => IsSeen
        ? string.Create(CultureInfo.InvariantCulture, $"{Holder ?? "an unknown program"} (connection {Connection} from {Host ?? "a socket"})")
        : string.Create(CultureInfo.InvariantCulture, $"connection {Connection}");
}
