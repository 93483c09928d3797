using System.Globalization;

namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>Decides what became of a primary. Pure: it asks nobody.</summary>
/// <remarks>
/// A replica's proof of life outweighs everything: then only we are cut off, or the primary is slow. Without one, more than half of the replicas that
/// have a say must agree that the primary is gone, one at least. Where nobody can be asked, nothing is known, and nothing may be done.
/// </remarks>
internal static class PrimaryJudge
{
    /// <summary>Judges one look.</summary>
    /// <param name="probe">Our own look at the primary.</param>
    /// <param name="witnesses">The replicas' words.</param>
    /// <param name="uuid">The primary's server_uuid as known before; null for none.</param>
    /// <param name="before">What the primary said at the look before; null when it did not answer then, or there was none.</param>
    /// <param name="rules">How much is enough.</param>
    public static PrimaryJudgement Judge(PrimaryProbeResult probe, IReadOnlyList<PrimaryWitness> witnesses, string? uuid, PrimaryState? before, PrimaryRules rules) => probe.Outcome switch
    {
        PrimaryProbeOutcome.Answered => StateJudge.Judge(probe.State!, witnesses, uuid, before, rules),
        PrimaryProbeOutcome.TooManyConnections => new(PrimaryVerdict.Overloaded, [probe.Text, "A server without a free connection lives."]),
        PrimaryProbeOutcome.LoginRefused => Refused(probe, witnesses),
        _ => Unreachable(probe, witnesses),
    };

    /// <summary>How many replicas must agree: more than half of those that have a say, and one at least.</summary>
    public static int Majority(int voting) => (voting / 2) + 1;

    private static PrimaryJudgement Refused(PrimaryProbeResult probe, IReadOnlyList<PrimaryWitness> witnesses)
    {
        List<string> reasons = [probe.Text, "Only a living server answers a login with a refusal, so no more can be seen of it than that it lives."];
        if (!witnesses.Any(static witness => witness.IsAgreeing) || witnesses.Any(static witness => witness.IsProofOfLife))
            return new(PrimaryVerdict.Healthy, reasons);
        reasons.Add($"{Count(witnesses, static witness => witness.IsAgreeing)} can't reach it all the same.");
        return new(PrimaryVerdict.Unknown, reasons);
    }

    private static PrimaryJudgement Unreachable(PrimaryProbeResult probe, IReadOnlyList<PrimaryWitness> witnesses)
    {
        List<string> reasons = [probe.Text];
        PrimaryJudgement Say(PrimaryVerdict verdict, string reason) => new(verdict, [.. reasons, reason]);
        if (witnesses.Count == 0)
            return Say(PrimaryVerdict.Unknown, "No replica is known that could be asked about it. Name the replicas.");
        var asked = witnesses.Where(static witness => witness.Facts.IsAsked).ToList();
        if (asked.Count == 0)
            return Say(PrimaryVerdict.WeAreIsolated, $"None of its replicas can be reached either ({witnesses.Count} tried): all of them are down at once, or we are cut off. Nothing tells these apart from here.");
        if (asked.Count < witnesses.Count)
            reasons.Add($"{asked.Count} of {witnesses.Count} replicas could be asked.");
        var alive = asked.Where(static witness => witness.IsProofOfLife).ToList();
        if (alive.Count > 0)
        {
            return probe.Outcome is PrimaryProbeOutcome.HandshakeTimeout or PrimaryProbeOutcome.QueryTimeout
                ? Say(PrimaryVerdict.Overloaded, $"{Name(alive)} hears of it, so it lives, and is slow to let us in.")
                : Say(PrimaryVerdict.Partitioned, $"{Name(alive)} hears of it, so that only we can't reach it.");
        }

        var voting = asked.Count(static witness => witness.HasSay);
        if (voting == 0)
            return Say(PrimaryVerdict.Unknown, "No replica that could be asked is able to tell: each was stopped, has a fault of its own, or follows another server.");
        var agreeing = asked.Where(static witness => witness.IsAgreeing).ToList();
        if (probe.Outcome == PrimaryProbeOutcome.UnknownHost)
            return Say(PrimaryVerdict.Unknown, "We can't see whether it lives while its name does not resolve here.");
        if (agreeing.Count < Majority(voting))
            return Say(PrimaryVerdict.Unknown, $"{agreeing.Count} of {voting} replicas that can tell have lost it; {Majority(voting)} must.");
        reasons.Add($"{agreeing.Count} of {voting} replicas that can tell have lost it: {string.Join(", ", agreeing.Select(static witness => $"{witness.Server.Endpoint} ({witness.View})"))}.");

        // A firewall of ours may refuse in the primary's name: only a replica that lost its connection shows that the process is gone.
        return probe.Outcome is PrimaryProbeOutcome.Refused or PrimaryProbeOutcome.Lost && agreeing.Any(static witness => witness.View == WitnessView.Lost)
            ? Say(PrimaryVerdict.Crashed, "Nothing takes connections at its address any more.")
            : Say(PrimaryVerdict.Hung, "It answers nobody: its process hangs, or its host is down or cut off from all.");
    }

    private static string Name(List<PrimaryWitness> witnesses) =>
        witnesses.Count == 1 ? witnesses[0].Server.Endpoint : string.Create(CultureInfo.InvariantCulture, $"{witnesses[0].Server.Endpoint}, as do {witnesses.Count - 1} more,");

    private static string Count(IReadOnlyList<PrimaryWitness> witnesses, Func<PrimaryWitness, bool> filter) =>
        string.Create(CultureInfo.InvariantCulture, $"{witnesses.Count(filter)} of its {witnesses.Count} replicas");
}
