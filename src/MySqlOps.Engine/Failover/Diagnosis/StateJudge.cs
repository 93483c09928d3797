using System.Globalization;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>Decides what is wrong with a primary that answers. Pure: it asks nobody.</summary>
internal static class StateJudge
{
    /// <summary>Judges.</summary>
    public static PrimaryJudgement Judge(PrimaryState state, IReadOnlyList<PrimaryWitness> witnesses, string? uuid, PrimaryState? before, PrimaryRules rules)
    {
        if (!string.IsNullOrEmpty(uuid) && !uuid.Equals(state.Uuid, StringComparison.OrdinalIgnoreCase))
            return new(PrimaryVerdict.Unknown, [$"Another server answers at its address: its server_uuid is {state.Uuid} and not {uuid}."]);
        List<string> reasons = [];
        var verdict =
            IsSemiSyncBlocked(state, before, rules, reasons) ? PrimaryVerdict.SemiSyncBlocked
            : IsDiskStalled(state, rules, reasons) ? PrimaryVerdict.DiskStalled
            : IsOverloaded(state, reasons) ? PrimaryVerdict.Overloaded
            : PrimaryVerdict.Healthy;
        if (AreAllBroken(state, witnesses, reasons) && verdict == PrimaryVerdict.Healthy)
            verdict = PrimaryVerdict.AllReplicasBroken;
        if (verdict == PrimaryVerdict.Healthy)
            reasons.Insert(0, "It let us in and answered.");
        if (state.IsOffline)
            reasons.Add("It is in offline_mode, and lets only administrators in.");
        if (state.IsSuperReadOnly || state.IsReadOnly)
            reasons.Add($"It is read-only ({(state.IsSuperReadOnly ? "super_read_only" : "read_only")}), which a primary should not be.");
        if (before is not null && state.Uptime < before.Uptime)
            reasons.Add($"It was restarted {Seconds(state.Uptime)} ago.");
        return new(verdict, reasons);
    }

    /// <summary>Commits wait, and there are fewer replicas than they wait for and no progress since the last look; or they wait too long in any case.</summary>
    private static bool IsSemiSyncBlocked(PrimaryState state, PrimaryState? before, PrimaryRules rules, List<string> reasons)
    {
        var now = state.SemiSync;
        if (now is not { IsSourceEnabled: true, IsSourceActive: true, WaitingSessions: > 0 })
            return false;
        var hasNoProgress = before is { SemiSync.WaitingSessions: > 0 }
            && before.SemiSync.AcknowledgedTransactions == now.AcknowledgedTransactions
            && before.SemiSync.UnacknowledgedTransactions == now.UnacknowledgedTransactions;
        var isShort = now.Clients < now.WaitCount;
        if (!(state.LongestAcknowledgement >= rules.StallLimit || (hasNoProgress && (isShort || state.LongestAcknowledgement is null))))
            return false;
        var since = state.LongestAcknowledgement is { } longest ? $", the longest for {Seconds(longest)}" : "";
        reasons.Add($"{now.WaitingSessions} sessions wait for the acknowledgement of replicas{since}.");
        if (isShort)
            reasons.Add($"Each commit waits for {now.WaitCount} replicas, and {now.Clients} of those that acknowledge are connected.");
        return true;
    }

    private static bool IsDiskStalled(PrimaryState state, PrimaryRules rules, List<string> reasons)
    {
        if (!(state.CommitsUnderWay > 0 && state.LongestCommit >= rules.StallLimit))
            return false;
        reasons.Add($"{state.CommitsUnderWay} sessions are in a commit that does not end, the longest for {Seconds(state.LongestCommit.Value)}. The disk is full, or does not answer.");
        return true;
    }

    /// <summary>The connection beyond max_connections is kept for administrators, so that we may be in where nobody else gets in.</summary>
    private static bool IsOverloaded(PrimaryState state, List<string> reasons)
    {
        if (state.MaxConnections <= 0 || state.ThreadsConnected <= state.MaxConnections)
            return false;
        reasons.Add($"It has {state.ThreadsConnected} connections, and max_connections is {state.MaxConnections}: only administrators still get in.");
        return true;
    }

    private static bool AreAllBroken(PrimaryState state, IReadOnlyList<PrimaryWitness> witnesses, List<string> reasons)
    {
        if (witnesses.Count == 0)
            return false;
        var working = witnesses.Count(static witness => witness.Facts is { IsAsked: true, IsFollowing: true, Receiver: ReceiverState.On, Applier: ApplierState.On });
        if (working == witnesses.Count)
            return false;
        reasons.AddRange(witnesses.Select(Trouble).OfType<string>());

        // Replicas that only we can't ask may work: then the primary still has their connections.
        return working == 0 && (witnesses.Any(static witness => witness.Facts.IsAsked) || state.ConnectedReplicas is null or 0);
    }

    private static string? Trouble(PrimaryWitness witness) => witness.Facts switch
    {
        { IsAsked: false } => $"Its replica {witness.Server.Endpoint} could not be asked.",
        { IsFollowing: false } => $"Its replica {witness.Server.Endpoint} does not follow it.",
        { Receiver: not ReceiverState.On } facts => $"Its replica {witness.Server.Endpoint} is not connected to it{Error(facts.ReceiverError)}.",
        { Applier: not ApplierState.On } facts => $"Its replica {witness.Server.Endpoint} applies nothing{Error(facts.ApplierError)}.",
        _ => null,
    };

    private static string Error(ReplicaError? error) => error is null ? "" : string.Create(CultureInfo.InvariantCulture, $" (error {error.Number})");

    private static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s");
}
