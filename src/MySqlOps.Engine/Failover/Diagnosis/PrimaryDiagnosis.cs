using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>What became of a primary, and on what evidence.</summary>
public sealed record PrimaryDiagnosis
{
    /// <summary>The primary.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>The verdict.</summary>
    public required PrimaryVerdict Verdict { get; init; }

    /// <summary>True when the evidence is enough for a failover: a crash or a hang, agreed on and confirmed.</summary>
    public required bool MayFailOver { get; init; }

    /// <summary>Why, each a sentence.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Our own look.</summary>
    public required PrimaryProbeResult Probe { get; init; }

    /// <summary>The replicas' words.</summary>
    public required IReadOnlyList<PrimaryWitness> Witnesses { get; init; }

    /// <summary>How many replicas agree that the primary is gone.</summary>
    public int Agreeing => Witnesses.Count(static witness => witness.IsAgreeing);

    /// <summary>How many replicas have a say: they could be asked, follow the primary and can see.</summary>
    public int Voting => Witnesses.Count(static witness => witness.HasSay);

    /// <summary>At how many looks in a row the primary was out of reach and nobody proved that it lives.</summary>
    public required int Confirmations { get; init; }

    /// <summary>How many such looks are needed.</summary>
    public required int ConfirmationsNeeded { get; init; }

    /// <summary>How many looks were taken since the watch began.</summary>
    public required int Looks { get; init; }

    /// <summary>For how long the primary has not answered us; zero while it does.</summary>
    public required TimeSpan Trouble { get; init; }

    /// <summary>From the first look that failed to the one with this verdict; null while the primary answers.</summary>
    public TimeSpan? ElapsedToVerdict { get; init; }

    /// <summary>The primary's server_uuid, as it said itself, or else as its replicas say; empty when nobody does.</summary>
    public string PrimaryUuid { get; init; } = "";

    /// <summary>What the primary said when it last answered; null when it never did.</summary>
    public PrimaryState? LastState { get; init; }

    /// <summary>How long ago that was; null when it never answered.</summary>
    public TimeSpan? LastStateAge { get; init; }

    /// <summary>When the look was taken, by our own clock.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary><c>root@127.0.0.1:3306 Crashed</c>.</summary>
    public override string ToString() => $"{Server} {Verdict}";
}
