namespace MySqlOps.Engine.Connect.Diagnosis;

/// <summary>What a probe of a server found.</summary>
/// <param name="Outcome">How far it came.</param>
/// <param name="Detail">The system's or the server's own words; empty when there are none.</param>
internal sealed record ProbeResult(ProbeOutcome Outcome, string Detail = "")
{
    /// <summary>The server's error number when it turned us away.</summary>
    public int? ErrorNumber { get; init; }

    /// <summary>True when the server offers TLS; false also when the probe did not come so far.</summary>
    public bool OffersTls { get; init; }
}
