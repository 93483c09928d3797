using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>One replica's word about its primary, and what it rests on.</summary>
public sealed record PrimaryWitness
{
    /// <summary>The replica.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>What its word is worth.</summary>
    public required WitnessView View { get; init; }

    /// <summary>Why, as a sentence.</summary>
    public required string Text { get; init; }

    /// <summary>What it said.</summary>
    public required WitnessFacts Facts { get; init; }

    /// <summary>True when it agrees that the primary is gone.</summary>
    public bool IsAgreeing => View is WitnessView.Lost or WitnessView.Silent;

    /// <summary>True when it proves that the primary lives.</summary>
    public bool IsProofOfLife => View is WitnessView.Sees or WitnessView.TurnedAway;

    /// <summary>True when it has a say: it could be asked, follows the primary and can see.</summary>
    public bool HasSay => IsAgreeing || IsProofOfLife || View == WitnessView.Unsure;

    /// <summary><c>root@127.0.0.1:3307 Lost</c>.</summary>
    public override string ToString() => $"{Server} {View}";
}
