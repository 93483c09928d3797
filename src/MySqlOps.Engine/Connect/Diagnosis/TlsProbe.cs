using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MySqlOps.Engine.Connect.Diagnosis;

/// <summary>A TLS handshake that says why it would fail.</summary>
internal static class TlsProbe
{
    /// <summary>Shakes hands over a stream on which the server awaits TLS.</summary>
    public static async Task<ProbeResult> RunAsync(MySqlServer server, Stream stream, CancellationToken cancellationToken)
    {
        var verdict = ProbeOutcome.Fine;
        var detail = "";
        try
        {
            using var authorities = Authorities.Load(server.Tls.CaFile);
            using var identity = Authorities.LoadIdentity(server.Tls);
            var tls = new SslStream(stream, leaveInnerStreamOpen: true);
            await using (tls.ConfigureAwait(false))
            {
                await tls.AuthenticateAsClientAsync(
                    new SslClientAuthenticationOptions
                    {
                        TargetHost = server.Host,
                        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                        ClientCertificates = identity is null ? null : [identity],
                        CertificateChainPolicy = authorities?.Policy(),
                        RemoteCertificateValidationCallback = (_, _, chain, errors) =>
                        {
                            verdict = Judge(server.Tls.Mode, errors);
                            detail = chain is { ChainStatus: [var first, ..] } ? first.StatusInformation.Trim() : "";
                            return verdict == ProbeOutcome.Fine;
                        },
                    },
                    cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is AuthenticationException or CryptographicException)
        {
            return verdict == ProbeOutcome.Fine
                ? new ProbeResult(ProbeOutcome.TlsFailed, e.InnerException?.Message ?? e.Message) { OffersTls = true }
                : new ProbeResult(verdict, detail) { OffersTls = true };
        }

        return new ProbeResult(ProbeOutcome.Fine) { OffersTls = true };
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
