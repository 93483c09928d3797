namespace MySqlOps.Engine.Topology.Comparison;

/// <summary>Says what changed between two topologies. A server is the same when its UUID is, or its address where one of the two did not know the UUID.</summary>
internal static class TopologyComparer
{
    /// <summary>Compares.</summary>
    /// <param name="reference">The topology as it was.</param>
    /// <param name="difference">The topology as it is.</param>
    /// <returns>The changes: of the servers that are there in their order, then those that are gone.</returns>
    public static IEnumerable<MySqlTopologyChange> Compare(IReadOnlyList<MySqlTopologyNode> reference, IReadOnlyList<MySqlTopologyNode> difference)
    {
        var left = reference.ToList();
        foreach (var after in difference)
        {
            var before = left.Find(node => IsSame(node, after) && IsSamePlace(node, after)) ?? left.Find(node => IsSame(node, after));
            if (before is null)
            {
                yield return Change(after, TopologyChangeKind.MemberAdded, null, Describe(after));
                continue;
            }

            left.Remove(before);
            foreach (var change in Changes(before, after))
                yield return change;
        }

        foreach (var gone in left)
            yield return Change(gone, TopologyChangeKind.MemberRemoved, Describe(gone), null);
    }

    private static bool IsSame(MySqlTopologyNode before, MySqlTopologyNode after) => before.ServerUuid is { } uuid && after.ServerUuid is not null
        ? uuid.Equals(after.ServerUuid, StringComparison.OrdinalIgnoreCase)
        : IsSamePlace(before, after);

    private static bool IsSamePlace(MySqlTopologyNode before, MySqlTopologyNode after) => before.Name.Equals(after.Name, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<MySqlTopologyChange> Changes(MySqlTopologyNode before, MySqlTopologyNode after)
    {
        // What a server could not be asked did not change for that: its state says so.
        var wasAsked = before.Version is not null && after.Version is not null;
        (TopologyChangeKind Kind, string? Before, string? After, bool Counts)[] pairs =
        [
            (TopologyChangeKind.AddressChanged, before.Name, after.Name, true),
            (TopologyChangeKind.SourceChanged, Sources(before), Sources(after), wasAsked),
            (TopologyChangeKind.RoleChanged, before.Role.ToString(), after.Role.ToString(), wasAsked),
            (TopologyChangeKind.StateChanged, before.State.ToString(), after.State.ToString(), true),
            (TopologyChangeKind.VersionChanged, before.Version, after.Version, wasAsked),
            (TopologyChangeKind.ReadOnlyChanged, Access(before), Access(after), wasAsked),
            (TopologyChangeKind.GtidStateChanged, Gtids(before), Gtids(after), wasAsked && before.GtidState is not null && after.GtidState is not null),
            (TopologyChangeKind.DelayChanged, before.Delay?.ToString(), after.Delay?.ToString(), wasAsked),
            (TopologyChangeKind.FiltersChanged, Text(before.Filters), Text(after.Filters), wasAsked),
            (TopologyChangeKind.SemiSyncChanged, before.SemiSync?.ToString(), after.SemiSync?.ToString(), wasAsked),
            (TopologyChangeKind.GroupChanged, Group(before), Group(after), wasAsked),
        ];
        return pairs.Where(static pair => pair.Counts && pair.Before != pair.After).Select(pair => Change(after, pair.Kind, pair.Before, pair.After));
    }

    private static MySqlTopologyChange Change(MySqlTopologyNode node, TopologyChangeKind kind, string? before, string? after) =>
        new() { Server = node.Server, Kind = kind, Before = before, After = after, ServerUuid = node.ServerUuid };

    private static string Describe(MySqlTopologyNode node) => node.Source is null ? node.Role.ToString() : $"{node.Role} of {node.Source}";

    private static string? Sources(MySqlTopologyNode node) => Text([.. node.Links.Where(static link => !link.IsGroup).Select(static link => link.ToString()).Order(StringComparer.Ordinal)]);

    private static string? Access(MySqlTopologyNode node) => (node.IsReadOnly, node.IsSuperReadOnly) switch
    {
        (null, _) => null,
        (_, true) => "SuperReadOnly",
        (true, _) => "ReadOnly",
        _ => "ReadWrite",
    };

    private static string? Gtids(MySqlTopologyNode node) => node.GtidState switch
    {
        null => null,
        GtidState.Identical or GtidState.Recoverable => "Recoverable",
        var state => state.ToString(),
    };

    private static string? Group(MySqlTopologyNode node) => node.GroupName is null ? null : $"{node.GroupName} {node.GroupState}";

    private static string? Text(IReadOnlyList<string> parts) => parts.Count == 0 ? null : string.Join(", ", parts);
}
