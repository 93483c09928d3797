namespace MySqlOps.Engine.Replication.Setup;

/// <summary>How a replica comes by its data, and why so. It asks nobody.</summary>
internal sealed record ProvisionChoice
{
    /// <summary>Clone, Export or None.</summary>
    public required ProvisionMethod Method { get; init; }

    /// <summary>Why, as a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Why what was asked for, or what is needed, can't be done; null where it can.</summary>
    public string? Refusal { get; init; }

    /// <summary>True where the replica's data is replaced.</summary>
    public bool Replaces => Method is ProvisionMethod.Clone or ProvisionMethod.Export && Refusal is null;

    /// <summary>Chooses.</summary>
    public static ProvisionChoice Make(SetupFacts facts)
    {
        var wanted = facts.Options.Provision;
        if (wanted == ProvisionMethod.None)
            return None("No provisioning was asked for.");
        if (facts.Options.Start != ReplicationStart.AutoPosition)
            return wanted == ProvisionMethod.Auto ? None("The start is given.") : Refuse(wanted, "A provisioned replica goes on by GTID: leave -FromBeginning and -BinlogFile out.");
        if (facts.IsFollowing && facts.Channel!.IsRunning && !(facts.Options.Force && wanted != ProvisionMethod.Auto))
            return None("The replica follows the source already.");
        if (wanted == ProvisionMethod.Auto && WhyNeeded(facts) is null)
            return None("The source still has all transactions that the replica lacks.");
        var reason = wanted == ProvisionMethod.Auto ? WhyNeeded(facts)! : "It was asked for.";
        var (clone, export) = (CloneObstacles(facts).ToList(), ExportObstacles(facts).ToList());
        return wanted switch
        {
            ProvisionMethod.Clone => clone.Count == 0 ? new() { Method = wanted, Reason = reason } : Refuse(wanted, $"The replica can't be cloned: {string.Join(' ', clone)}"),
            ProvisionMethod.Export => export.Count == 0 ? new() { Method = wanted, Reason = reason } : Refuse(wanted, $"The replica can't be loaded from an export: {string.Join(' ', export)}"),
            _ when clone.Count == 0 => new() { Method = ProvisionMethod.Clone, Reason = reason },
            _ when export.Count == 0 => new() { Method = ProvisionMethod.Export, Reason = $"{reason} The replica can't be cloned: {string.Join(' ', clone)}" },
            _ => Refuse(ProvisionMethod.Auto, $"It can't be cloned: {string.Join(' ', clone)} Nor loaded from an export: {string.Join(' ', export)}"),
        };
    }

    /// <summary>What speaks against the clone plugin (manual 7.6.7.3, "Cloning Remote Data", and 7.6.7.14, "Clone Plugin Limitations"), as sentences.</summary>
    internal static IEnumerable<string> CloneObstacles(SetupFacts facts)
    {
        const long LeastPacket = 2 * 1024 * 1024;
        var (source, replica) = (facts.Source, facts.Replica);
        if (!replica.Facts.CanCloneFrom(source.Facts))
            yield return $"The releases {source.Facts.Version} and {replica.Facts.Version} do not clone from each other.";
        if (source.Platform != replica.Platform)
            yield return $"The source runs on {source.Platform}, the replica on {replica.Platform}.";
        if (source.PageBytes != replica.PageBytes)
            yield return "innodb_page_size differs.";
        if (source.Collation != replica.Collation)
            yield return "collation_server differs.";
        if (Math.Min(source.MaxPacketBytes, replica.MaxPacketBytes) < LeastPacket)
            yield return "max_allowed_packet is below 2 MiB.";
        if (source.TablesByEngine.Keys.Where(static engine => !engine.Equals("InnoDB", StringComparison.OrdinalIgnoreCase) && engine.Length > 0).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } engines)
            yield return $"The source has tables of {string.Join(", ", engines)}, whose rows are not cloned.";
        if (facts.SourceHost.Contains(':', StringComparison.Ordinal))
            yield return "The clone plugin takes no IPv6 address.";
        foreach (var obstacle in CommonObstacles(facts))
            yield return obstacle;
        string[] missing = [.. SetupPrivileges.MissingOnReplica(facts, ProvisionMethod.Clone), .. SetupPrivileges.MissingOnSource(facts, ProvisionMethod.Clone)];
        if (missing.Except([.. SetupPrivileges.MissingOnReplica(facts, ProvisionMethod.None), .. SetupPrivileges.MissingOnSource(facts, ProvisionMethod.None)], StringComparer.Ordinal).ToList() is { Count: > 0 } privileges)
            yield return $"An account lacks {string.Join(", ", privileges)}.";
    }

    /// <summary>What speaks against an export, as sentences.</summary>
    internal static IEnumerable<string> ExportObstacles(SetupFacts facts)
    {
        foreach (var obstacle in CommonObstacles(facts))
            yield return obstacle;
        if (SetupPrivileges.MissingOnReplica(facts, ProvisionMethod.Export).Except(SetupPrivileges.MissingOnReplica(facts, ProvisionMethod.None), StringComparer.Ordinal).ToList() is { Count: > 0 } privileges)
            yield return $"The account lacks {string.Join(", ", privileges)}.";
    }

    private static IEnumerable<string> CommonObstacles(SetupFacts facts)
    {
        if (facts.Replica.Channels.Where(channel => !facts.IsFromSource(channel)).ToList() is [var other, ..])
            yield return $"The replica follows another source by the channel {other}, which would be lost.";
        if (facts.Replica.Replicas > 0)
            yield return "Other servers replicate from the replica, and would be left behind.";
    }

    /// <summary>Why the replica can't go on from what it has; null where it can.</summary>
    private static string? WhyNeeded(SetupFacts facts)
    {
        if (!facts.PurgedMissing.IsEmpty)
            return "The replica lacks transactions that the source has purged.";
        if (!facts.Errant.IsEmpty && facts.Replica.Channels.All(facts.IsFromSource))
            return "The replica has transactions that the source lacks.";
        if (facts.Source.Executed.IsEmpty && facts.Source.Databases.Count > 0 && facts.Replica.Executed.IsEmpty && !facts.IsFollowing)
            return "The source's data is in none of its binary logs.";
        return facts.Replica.Executed.IsEmpty && facts.Replica.Databases.Intersect(facts.Source.Databases, StringComparer.Ordinal).Any() && !facts.IsFollowing
            ? "The replica has databases of the source's, and has executed no transaction."
            : null;
    }

    private static ProvisionChoice None(string reason) => new() { Method = ProvisionMethod.None, Reason = reason };

    private static ProvisionChoice Refuse(ProvisionMethod method, string refusal) => new() { Method = method, Reason = "", Refusal = refusal };
}
