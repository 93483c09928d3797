using System.Globalization;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Cmdlets.Replication;

/// <summary>The lines of the live view of replicas: a row a channel, and below it what is wrong with it.</summary>
internal static class ReplicaBoard
{
    private const int Red = 31;
    private const int Green = 32;
    private const int Yellow = 33;

    private static readonly string[] Heading = ["Server", "Channel", "Source", "Health", "Receiver", "Applier", "Lag", "Behind", "Missing", "Errant"];

    /// <summary>Makes them.</summary>
    /// <param name="answers">What each server answered: its statuses, or its error.</param>
    /// <param name="time">The moment, as it is shown.</param>
    /// <param name="interval">How often it is drawn.</param>
    public static IReadOnlyList<(string Text, int Color)> Write(IReadOnlyList<(string Server, IReadOnlyList<object> Statuses, MySqlOpsException? Error)> answers, DateTimeOffset time, TimeSpan interval)
    {
        var statuses = answers.SelectMany(static answer => answer.Statuses.Cast<ReplicaStatus>()).ToList();
        var rows = WatchScreen.Align([Heading, .. statuses.Select(Row)]);
        var lines = new List<(string, int)>
        {
            (string.Create(CultureInfo.CurrentCulture, $"{time:T}, every {interval.TotalSeconds:0.#} s; Ctrl+C ends"), 0),
            (rows[0], 0),
        };
        for (var i = 0; i < statuses.Count; i++)
        {
            lines.Add((rows[i + 1], Color(statuses[i].Health)));
            lines.AddRange(statuses[i].Reasons.Select(static reason => ($"    {reason.ReplaceLineEndings(" ")}", 0)));
        }

        foreach (var (server, found, error) in answers)
        {
            if (error is not null)
                lines.Add(($"{server}: {error.Message.ReplaceLineEndings(" ")}", Red));
            else if (found.Count == 0)
                lines.Add(($"{server}: follows no server", 0));
        }

        return lines;
    }

    private static string[] Row(ReplicaStatus status) =>
    [
        status.Server.Endpoint,
        status.Channel.Length == 0 ? "-" : status.Channel,
        status.Source,
        status.Health.ToString(),
        status.ReceiverState.ToString(),
        status.ApplierState.ToString(),
        LagText.Format(status),
        status.SecondsBehind is { } seconds ? string.Create(CultureInfo.CurrentCulture, $"{seconds} s") : "NULL",
        status.MissingGtidSet is { } missing ? missing.Count.ToString(CultureInfo.CurrentCulture) : "?",
        status.ErrantGtidSet is { } errant ? errant.Count.ToString(CultureInfo.CurrentCulture) : "?",
    ];

    private static int Color(ReplicaHealth health) => health switch
    {
        ReplicaHealth.Healthy => Green,
        ReplicaHealth.Broken or ReplicaHealth.Diverged or ReplicaHealth.Stopped => Red,
        _ => Yellow,
    };
}
