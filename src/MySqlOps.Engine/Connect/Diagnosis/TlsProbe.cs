using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace MySqlOps.Engine.Connect.Diagnosis;

/// <summary>A TLS handshake that says why it would fail.</summary>
internal static class TlsProbe
{
    /// <summary>Shakes hands over a stream on which the server awaits TLS.</summary>
    public static async Task<ProbeResult> RunAsync(MySqlServer server, Stream stream, CancellationToken cancellationToken)
    {
        TlsVerification? verification = null;
        try
        {
            verification = TlsVerification.Create(server);
            var tls = new SslStream(stream, leaveInnerStreamOpen: true);
            await using (tls.ConfigureAwait(false))
                await tls.AuthenticateAsClientAsync(verification.Options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AuthenticationException or CryptographicException)
        {
            return verification is null or { Verdict: ProbeOutcome.Fine }
                ? new ProbeResult(ProbeOutcome.TlsFailed, e.InnerException?.Message ?? e.Message) { OffersTls = true }
                : new ProbeResult(verification.Verdict, verification.Detail) { OffersTls = true };
        }
        finally
        {
            verification?.Dispose();
        }

        return new ProbeResult(ProbeOutcome.Fine) { OffersTls = true };
    }
}
