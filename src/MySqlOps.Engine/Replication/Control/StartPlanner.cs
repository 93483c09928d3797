using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Replication.Control;

/// <summary>Plans a start: only what does not run is started, so that a second start does nothing.</summary>
internal static class StartPlanner
{
    /// <summary>Plans it.</summary>
    /// <exception cref="MySqlOpsException">ReplicationChannelMissing; ReplicationStartFailed when the applier runs already and can't be given an end.</exception>
    public static ReplicaPlan Plan(MySqlServer server, IReadOnlyList<ChannelFacts> channels, ReplicaStartOptions options)
    {
        var chosen = ChannelStatements.Choose(server, channels, options.Channels);
        var until = Until(options);
        var steps = new List<ReplicaStep>();
        foreach (var channel in chosen)
        {
            var receiver = options.Thread != ReplicaThread.Applier && channel.Receiver == ReceiverState.Off;
            var applier = options.Thread != ReplicaThread.Receiver && channel.Applier == ApplierState.Off;
            if (until.Length > 0 && !applier)
                throw new MySqlOpsException(ErrorId.ReplicationStartFailed, $"The applier of {server}{ChannelStatements.Of(channel.Name)} runs already, and the server then ignores where it is to stop. Stop it first with Stop-MySqlReplica -Thread Applier.", server);
            if (!receiver && !applier)
                continue;
            steps.Add(new ReplicaStep
            {
                Reason = $"Start {ChannelStatements.Name(receiver, applier)}{ChannelStatements.Of(channel.Name)}",
                Sql = ChannelStatements.Start(channel.Name, receiver, applier, until),
                Undo = ChannelStatements.Stop(channel.Name, receiver, applier),
                Channel = channel.Name,
            });
        }

        return new ReplicaPlan { Server = server, Channels = [.. chosen.Select(static channel => channel.Name)], Steps = steps };
    }

    private static string Until(ReplicaStartOptions options) => options switch
    {
        { UntilAfter: { } after } => $" UNTIL SQL_AFTER_GTIDS = {SqlLiteral.Quote(after.ToString())}",
        { UntilBefore: { } before } => $" UNTIL SQL_BEFORE_GTIDS = {SqlLiteral.Quote(before.ToString())}",
        _ => "",
    };
}
