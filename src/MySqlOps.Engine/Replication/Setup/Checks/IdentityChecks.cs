using System.Globalization;

namespace MySqlOps.Engine.Replication.Setup.Checks;

/// <summary>Who the two servers are, and whether their releases go together.</summary>
internal static class IdentityChecks
{
    /// <summary>Judges.</summary>
    public static void Judge(SetupFacts facts, CheckList checks)
    {
        var (source, replica) = (facts.Source, facts.Replica);
        if (source.ServerId == 0 || replica.ServerId == 0)
            checks.Fail("Server id", $"{(source.ServerId == 0 ? source : replica)} has server_id 0, with which no server replicates.", "SET PERSIST server_id to a number that no other server of the topology has.");
        else if (source.ServerId == replica.ServerId)
            checks.Corrupts("Server id", string.Create(CultureInfo.InvariantCulture, $"Source and replica both have server_id {source.ServerId}: the replica would skip the source's changes as its own."), "SET PERSIST server_id on the replica to a number that no other server of the topology has.");
        else
            checks.Pass("Server id", string.Create(CultureInfo.InvariantCulture, $"The source has server_id {source.ServerId}, the replica {replica.ServerId}."));

        if (source.Uuid.Length == 0 || replica.Uuid.Length == 0)
            checks.Fail("Server UUID", $"{(source.Uuid.Length == 0 ? source : replica)} has no server_uuid.", "Restart the server: it makes one in auto.cnf of its data directory.");
        else if (source.Uuid.Equals(replica.Uuid, StringComparison.OrdinalIgnoreCase))
            checks.Corrupts("Server UUID", $"Source and replica both have server_uuid {source.Uuid}: they are one server, or the data directory was copied with its auto.cnf.", "Stop the replica, delete auto.cnf in its data directory, and start it.");
        else
            checks.Pass("Server UUID", "The servers have UUIDs of their own.");

        JudgeVersions(facts, checks);
        if (replica.IsGroupMember)
            checks.Fail("Group", $"{replica} is a member of a replication group, which gets its changes from the group.", "Name a server outside the group, or the group's primary as the source of another.");
    }

    private static void JudgeVersions(SetupFacts facts, CheckList checks)
    {
        var (source, replica) = (facts.Source.Facts, facts.Replica.Facts);
        if (!source.CanFeed(replica.Version))
            checks.FailUnlessForced("Version", $"The source runs {source.Version}, which is newer than the replica's {replica.Version}: the replica may meet what it does not know.", "Upgrade the replica first.");
        else if (!replica.IsNextSeriesOf(source))
            checks.Warn("Version", $"The source runs {source.Version}, the replica {replica.Version}: replication over more than one series is not supported by MySQL.", "Upgrade the source, or set a server of the series between them in the middle.");
        else
            checks.Pass("Version", $"The source runs {source.Version}, the replica {replica.Version}.");
    }
}
