using System.Security.Cryptography.X509Certificates;

namespace MySqlOps.Engine.Connect.Diagnosis;

/// <summary>The authorities of a PEM file, to verify a server against.</summary>
internal sealed class Authorities : IDisposable
{
    private readonly X509Certificate2Collection _certificates = [];

    private Authorities()
    {
    }

    /// <summary>Reads a PEM file of authorities.</summary>
    /// <returns>Null when there is no file to read: the system's authorities count then.</returns>
    public static Authorities? Load(string? file)
    {
        if (file is null)
            return null;
        var authorities = new Authorities();
        authorities._certificates.ImportFromPemFile(file);
        return authorities;
    }

    /// <summary>Reads the client's certificate and key.</summary>
    /// <returns>Null when there is none.</returns>
    public static X509Certificate2? LoadIdentity(TlsSettings tls) =>
        tls is { CertificateFile: { } certificate, KeyFile: { } key } ? X509Certificate2.CreateFromPemFile(certificate, key) : null;

    /// <summary>A policy that trusts these authorities and no other.</summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(_certificates);
        return policy;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var certificate in _certificates)
            certificate.Dispose();
    }
}
