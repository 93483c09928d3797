namespace MySqlOps.Engine.Replication.Setup.Checks;

/// <summary>The channels that the replica has already.</summary>
internal static class ChannelChecks
{
    /// <summary>Judges.</summary>
    public static void Judge(SetupFacts facts, CheckList checks)
    {
        var others = facts.Replica.Channels.Where(channel => !ReferenceEquals(channel, facts.Channel)).ToList();
        if (others.FirstOrDefault(facts.IsFromSource) is { } twice)
            checks.Corrupts("Channels", $"The replica follows the source already by the channel {twice}: what is replicated twice is applied twice.", $"Use that channel (-Channel '{twice.Name}'), or remove it: Reset-MySqlReplica.");
        else if (facts.Channel is { } own && !facts.IsFollowing)
            checks.FailUnlessForced("Channels", $"The channel {own} is in use: {facts.Replica} follows another source by it.", "Name another channel by -Channel, or use -Force to turn this one to the new source.");
        else if (others.Count > 0)
            checks.Warn("Channels", $"{facts.Replica} follows other sources too, by {string.Join(", ", others)}: where they change the same rows, replication stops.", "See that the sources change different rows.");
        else
            checks.Pass("Channels", facts.Channel is null ? "The replica has no channel yet." : "The channel goes to the source.");
    }
}
