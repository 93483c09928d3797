using System.Globalization;

namespace MySqlOps.Engine.Failover.Lease;

/// <summary>Who this process is to those who find a lease taken.</summary>
internal static class LeaseHolder
{
    /// <summary>The machine, the process and the user.</summary>
    public static string Name => string.Create(CultureInfo.InvariantCulture, $"{Environment.UserName} on {Environment.MachineName}, process {Environment.ProcessId}");
}
