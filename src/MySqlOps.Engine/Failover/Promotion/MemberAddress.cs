using System.Net;
using MySqlOps.Engine.Failover.Members;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>The address at which the others reach a member.</summary>
internal static class MemberAddress
{
    /// <summary>The one that it reports, or else the one by which we reach it.</summary>
    /// <remarks>A loopback address of ours means another machine to a server that runs elsewhere; then the server's own name is taken.</remarks>
    public static (string Host, int Port) Of(MemberFacts member, IEnumerable<MemberFacts> everyone)
    {
        if (member.ReportHost is { Length: > 0 } reported)
            return (reported, member.ReportPort);
        if (member.Server.Socket is not null)
            return (member.HostName, member.Port);
        var isAlone = everyone.Where(static other => other.IsReachable).All(other => other.HostName == member.HostName);
        return isAlone || !IsLoopback(member.Server.Host) ? (member.Server.Host, member.Server.Port) : (member.HostName, member.Port);
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
