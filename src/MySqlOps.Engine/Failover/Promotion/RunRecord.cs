using System.Text.Json;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>What the journal keeps of a run beyond its columns: how things were before, so that another run can put them back.</summary>
/// <param name="Receivers">The receivers that ran, as <c>server_uuid/channel</c>.</param>
/// <param name="Delays">By how many seconds channels stayed behind on purpose, by <c>server_uuid/channel</c>.</param>
/// <param name="WasWritable">True when the old primary answered and was writable.</param>
/// <param name="Reasons">Why the run was begun.</param>
internal sealed record RunRecord(IReadOnlyList<string> Receivers, IReadOnlyDictionary<string, double> Delays, bool WasWritable, IReadOnlyList<string> Reasons)
{
    /// <summary>True of a switchover by hand: it counts as no failover.</summary>
    public bool IsSwitchover { get; init; }

    /// <summary>True when the commits of the old primary waited for replicas.</summary>
    public bool WaitedForReplicas { get; init; }

    /// <summary>Nothing.</summary>
    public static RunRecord None { get; } = new([], new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase), false, []);

    /// <summary>How things are. What an unfinished run had found before is kept: by now it may have stopped it.</summary>
    public static RunRecord Of(FailoverFacts facts, FailoverOptions options)
    {
        var before = facts.Journal is { IsUnfinished: true } entry ? Read(entry.Document) : None;
        var running = facts.Survivors.SelectMany(static replica => (replica.Channels ?? []).Where(static channel => channel.Receiver != ReceiverState.Off).Select(channel => $"{replica.Uuid}/{channel.Name}"));
        var delays = new Dictionary<string, double>(before.Delays, StringComparer.OrdinalIgnoreCase);
        foreach (var replica in facts.Survivors)
        {
            foreach (var channel in (replica.Channels ?? []).Where(static channel => channel.Delay > TimeSpan.Zero))
                delays.TryAdd($"{replica.Uuid}/{channel.Name}", channel.Delay.TotalSeconds);
        }

        return new RunRecord([.. before.Receivers.Union(running, StringComparer.OrdinalIgnoreCase)], delays, before.WasWritable || facts.OldPrimary is { IsReachable: true, IsReadOnly: false }, options.Reasons)
        {
            WaitedForReplicas = before.WaitedForReplicas || facts.OldPrimary.SemiSync.IsSourceEnabled == true,
        };
    }

    /// <summary>Reads it; a text that is none gives <see cref="None"/>.</summary>
    public static RunRecord Read(string document)
    {
        try
        {
            return JsonSerializer.Deserialize<RunRecord>(document) is { Receivers: not null, Delays: not null, Reasons: not null } record ? record : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }
}
