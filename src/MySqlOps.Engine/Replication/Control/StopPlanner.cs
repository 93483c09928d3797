using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Replication.Control;

/// <summary>Plans a stop: only what runs is stopped, so that a second stop does nothing.</summary>
internal static class StopPlanner
{
    /// <summary>Plans it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="channels">All its channels.</param>
    /// <param name="wanted">Those to stop; empty for all.</param>
    /// <param name="thread">The threads.</param>
    /// <param name="openTables">The temporary tables that its appliers hold open.</param>
    /// <exception cref="Foundation.MySqlOpsException">ReplicationChannelMissing.</exception>
    public static ReplicaPlan Plan(MySqlServer server, IReadOnlyList<ChannelFacts> channels, IReadOnlyList<string> wanted, ReplicaThread thread, long openTables)
    {
        var chosen = ChannelStatements.Choose(server, channels, wanted);
        var steps = Stop(chosen, thread);
        var stopsApplier = chosen.Any(static channel => channel.Applier == ApplierState.On) && thread != ReplicaThread.Receiver;
        return new ReplicaPlan
        {
            Server = server,
            Channels = [.. chosen.Select(static channel => channel.Name)],
            Steps = steps,
            Notes = stopsApplier && openTables > 0 ? [TemporaryTables(server, openTables)] : [],
        };
    }

    /// <summary>What the appliers' open temporary tables mean.</summary>
    public static string TemporaryTables(MySqlServer server, long openTables) => string.Create(
        CultureInfo.InvariantCulture,
        $"The applier of {server} holds {openTables} temporary tables open, which statements that come later need. They live as long as the server runs and is not reset: don't shut it down, start the applier again, and stop it when Replica_open_temp_tables is 0.");

    /// <summary>The steps that stop what runs of channels.</summary>
    public static List<ReplicaStep> Stop(IEnumerable<ChannelFacts> channels, ReplicaThread thread)
    {
        var steps = new List<ReplicaStep>();
        foreach (var channel in channels)
        {
            var receiver = thread != ReplicaThread.Applier && channel.Receiver != ReceiverState.Off;
            var applier = thread != ReplicaThread.Receiver && channel.Applier == ApplierState.On;

            // One statement for both begins with the applier, and leaves the receiver running when it is given up while that takes long (seen on 9.7.4).
            if (receiver)
                steps.Add(Stop(channel.Name, true));
            if (applier)
                steps.Add(Stop(channel.Name, false));
        }

        return steps;
    }

    private static ReplicaStep Stop(string channel, bool isReceiver) => new()
    {
        Reason = $"Stop {ChannelStatements.Name(isReceiver, !isReceiver)}{ChannelStatements.Of(channel)}",
        Sql = ChannelStatements.Stop(channel, isReceiver, !isReceiver),
        Undo = ChannelStatements.Start(channel, isReceiver, !isReceiver),
        Channel = channel,
    };
}
