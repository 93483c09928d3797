using MySqlOps.Engine.Topology.Discovery;
using MySqlOps.Engine.Topology.Facts;

namespace MySqlOps.Engine.Topology.Graph;

/// <summary>Makes one vertex of all that was found of one server: identity is server_uuid, and the address where nobody knows the UUID.</summary>
internal static class VertexMerger
{
    /// <summary>Merges.</summary>
    /// <param name="members">What was found, in the order in which it was looked for.</param>
    public static IReadOnlyList<Vertex> Merge(IReadOnlyList<TopologyMember> members)
    {
        // A copied data directory gives two servers one UUID. They are two: their machine or port tells.
        var groups = members.Where(static member => member.Facts is not null).GroupBy(static member => Identity(member.Facts!)).Select(static group => group.ToList()).ToList();
        foreach (var member in members.Where(static member => member.Facts is null))
        {
            var home = groups.Find(group => IsSame(group, member));
            if (home is null)
                groups.Add([member]);
            else
                home.Add(member);
        }

        return [.. groups.Select(static group => new Vertex([.. group.OrderBy(static member => member.Facts is null).ThenByDescending(static member => member.IsNamed)]))];
    }

    private static (string, string, int) Identity(MemberFacts facts) => (facts.ServerUuid.ToUpperInvariant(), facts.HostName, facts.Port);

    private static bool IsSame(List<TopologyMember> group, TopologyMember member)
    {
        var uuids = group.Select(static known => known.ServerUuid).OfType<string>().ToList();
        return member.ServerUuid is { } uuid && uuids.Count > 0
            ? uuids.Contains(uuid, StringComparer.OrdinalIgnoreCase)
            : group.SelectMany(static known => known.Endpoints).Intersect(member.Endpoints, StringComparer.OrdinalIgnoreCase).Any();
    }
}
