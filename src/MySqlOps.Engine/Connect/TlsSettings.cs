namespace MySqlOps.Engine.Connect;

/// <summary>How a connection is encrypted and what it verifies.</summary>
public sealed record TlsSettings
{
    /// <summary>When TLS is used and what is verified.</summary>
    public TlsMode Mode { get; init; } = TlsMode.Preferred;

    /// <summary>A PEM file of the authorities to trust; null trusts the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>A PEM file with the client's certificate; null sends none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>A PEM file with the client certificate's private key; null when there is no certificate.</summary>
    public string? KeyFile { get; init; }
}
