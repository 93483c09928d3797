using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Replication.Control;

/// <summary>The statements that start and stop a channel's threads (manual 15.4.2), and the words for them.</summary>
internal static class ChannelStatements
{
    public static string Start(string channel, bool receiver, bool applier, string until = "") => $"START REPLICA{Threads(receiver, applier)}{until}{For(channel)}";

    public static string Stop(string channel, bool receiver, bool applier) => $"STOP REPLICA{Threads(receiver, applier)}{For(channel)}";

    public static string Reset(string channel, bool all) => $"RESET REPLICA{(all ? " ALL" : "")}{For(channel)}";

    /// <summary>The threads, as the object of a sentence.</summary>
    public static string Name(bool receiver, bool applier) => (receiver, applier) switch
    {
        (true, true) => "the receiver and the applier",
        (true, false) => "the receiver",
        _ => "the applier",
    };

    /// <summary>The channel, as a part of a sentence; nothing for the default one.</summary>
    public static string Of(string channel) => channel.Length == 0 ? "" : $" of the channel {channel}";

    /// <summary>The channels that are meant.</summary>
    /// <exception cref="MySqlOpsException">ReplicationChannelMissing: one of them is not there, or there is none at all.</exception>
    public static IReadOnlyList<ChannelFacts> Choose(MySqlServer server, IReadOnlyList<ChannelFacts> channels, IReadOnlyList<string> wanted)
    {
        if (channels.Count == 0 && wanted.Count == 0)
            throw new MySqlOpsException(ErrorId.ReplicationChannelMissing, $"{server} follows no server, so there is nothing to start or stop. Set up its replication first.", server);
        foreach (var missing in wanted.Where(name => !channels.Any(channel => ReplicaStatusReader.IsSame(channel.Name, name))))
            throw ReplicaStatusReader.MissingChannel(server, missing, channels);
        return wanted.Count == 0 ? channels : [.. channels.Where(channel => wanted.Any(name => ReplicaStatusReader.IsSame(channel.Name, name)))];
    }

    private static string Threads(bool receiver, bool applier) => (receiver, applier) switch
    {
        (true, false) => " IO_THREAD",
        (false, true) => " SQL_THREAD",
        _ => "",
    };

    /// <summary>Always said: without it the statement is for all channels.</summary>
    private static string For(string channel) => $" FOR CHANNEL {SqlLiteral.Quote(channel)}";
}
