using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace MySqlOps.Engine.Connect.Diagnosis;

/// <summary>What a server's certificate is held against, and what came of it. Free it after the handshake.</summary>
internal sealed class TlsVerification : IDisposable
{
    private readonly MySqlServer _server;
    private readonly Authorities? _authorities;
    private readonly X509Certificate2? _identity;

    private TlsVerification(MySqlServer server)
    {
        _server = server;
        _authorities = Authorities.Load(server.Tls.CaFile);
        _identity = Authorities.LoadIdentity(server.Tls);
        Options = new SslClientAuthenticationOptions
        {
            TargetHost = server.Host,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            ClientCertificates = _identity is null ? null : [_identity],
            CertificateChainPolicy = _authorities?.Policy(),
            RemoteCertificateValidationCallback = (_, _, chain, errors) =>
            {
                Verdict = Judge(_server.Tls.Mode, errors);
                Detail = chain is { ChainStatus: [var first, ..] } ? first.StatusInformation.Trim() : "";
                return Verdict == ProbeOutcome.Fine;
            },
        };
    }

    /// <summary>For the handshake.</summary>
    public SslClientAuthenticationOptions Options { get; }

    /// <summary>What the certificate was found to be; Fine before the handshake.</summary>
    public ProbeOutcome Verdict { get; private set; } = ProbeOutcome.Fine;

    /// <summary>What the system says of the certificate; may be empty.</summary>
    public string Detail { get; private set; } = "";

    /// <summary>Reads the certificate files that the server's description names.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A file holds no certificate or key.</exception>
    public static TlsVerification Create(MySqlServer server) => new(server);

    /// <inheritdoc />
    public void Dispose()
    {
        _authorities?.Dispose();
        _identity?.Dispose();
    }

    private static ProbeOutcome Judge(TlsMode mode, SslPolicyErrors finding)
    {
        if (mode < TlsMode.VerifyCA)
            return ProbeOutcome.Fine;
        if (finding.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) || finding.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return ProbeOutcome.TlsUntrusted;
        return mode == TlsMode.VerifyFull && finding.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? ProbeOutcome.TlsNameMismatch
            : ProbeOutcome.Fine;
    }
}
