using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>Decides what a replica's word is worth. Pure: it asks nobody.</summary>
internal static class WitnessJudge
{
    private const double HeartbeatsOfSilence = 4;
    private const double HeartbeatsOfLife = 2;
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(500);

    /// <summary>Judges.</summary>
    /// <param name="now">What the replica says.</param>
    /// <param name="before">What it said at the look before; null when there was none, or the primary answered then.</param>
    /// <param name="trouble">For how long the primary has not answered us; null while it does.</param>
    /// <param name="isDiscredited">True when it had lost the primary while the primary still answered us.</param>
    /// <param name="rules">How much is enough.</param>
    public static PrimaryWitness Judge(WitnessFacts now, WitnessFacts? before, TimeSpan? trouble, bool isDiscredited, PrimaryRules rules)
    {
        var (view, text) = See(now, before, trouble, rules);
        if (isDiscredited && view is (WitnessView.Lost or WitnessView.Silent))
            (view, text) = (WitnessView.Blind, "It had lost the primary already while the primary still answered us, so that its word is of no weight.");
        return new PrimaryWitness { Server = now.Server, View = view, Text = text, Facts = now };
    }

    private static (WitnessView View, string Text) See(WitnessFacts now, WitnessFacts? before, TimeSpan? trouble, PrimaryRules rules) => now switch
    {
        { IsAsked: false } => (WitnessView.NotAsked, $"It could not be asked: {now.ErrorText}"),
        { IsFollowing: false } => (WitnessView.NotFollowing, "It does not follow this primary."),
        { Receiver: ReceiverState.On } when trouble is { } known => Listen(now, before, known, rules),
        { Receiver: ReceiverState.On } => (WitnessView.Sees, "Its receiver is connected."),
        _ => Disconnected(now, trouble),
    };

    /// <summary>A receiver that is connected may be so only because it has not noticed yet: a host that is down or hangs closes no connection.</summary>
    private static (WitnessView View, string Text) Listen(WitnessFacts now, WitnessFacts? before, TimeSpan trouble, PrimaryRules rules)
    {
        if (before is not null && now.HasMovedSince(before))
            return (WitnessView.Sees, "It has received something since the last look.");
        if (now.Silence is not { } silence)
            return (WitnessView.Unsure, "It is connected, and when it last heard of the primary is not known.");
        var heard = $"It is connected and last heard of the primary {Seconds(silence)} ago";
        if (now.HeartbeatInterval is not { } heartbeat || heartbeat <= TimeSpan.Zero)
            return silence < trouble && silence < rules.SilenceLimit ? (WitnessView.Sees, $"{heard}, after we last did.") : (WitnessView.Unsure, $"{heard}; it has no heartbeat from which more could be told.");
        if (silence < trouble && silence <= (heartbeat * HeartbeatsOfLife) + Margin)
            return (WitnessView.Sees, $"{heard}, after we last did.");
        return silence >= rules.SilenceLimit && silence >= heartbeat * HeartbeatsOfSilence
            ? (WitnessView.Silent, $"{heard}, although a heartbeat is due each {Seconds(heartbeat)}.")
            : (WitnessView.Unsure, $"{heard}; a heartbeat is due each {Seconds(heartbeat)}.");
    }

    private static (WitnessView View, string Text) Disconnected(WitnessFacts now, TimeSpan? trouble)
    {
        var isConnecting = now.Receiver == ReceiverState.Connecting;
        if (now.ReceiverError is not { } error)
        {
            // A receiver that gave up after replica_net_timeout tries again with error number 0 (seen on 9.7).
            return isConnecting ? (WitnessView.Lost, "Its receiver has lost the primary and tries to connect again.") : (WitnessView.Blind, "Its receiver was stopped.");
        }

        if (ServerErrorNumber.IsConnectionGone(error.Number))
            return (WitnessView.Lost, $"Its receiver {(isConnecting ? "can't connect" : "has given up connecting")} (error {error.Number}).");
        if (error.Number == ServerErrorNumber.ClientHostUnknown)
            return (WitnessView.Blind, "The primary's host name does not resolve there.");

        // The error of an earlier try proves no life now.
        var isFresh = trouble is null || (error.Time is { } time && now.Time - time < trouble);
        return isConnecting && isFresh && ServerErrorNumber.IsRefusalOfTheLiving(error.Number)
            ? (WitnessView.TurnedAway, $"The primary answers it with error {error.Number}, which only a living server does.")
            : (WitnessView.Blind, $"Its receiver has the error {error.Number}, which says nothing of whether the primary lives.");
    }

    private static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s");
}
