namespace MySqlOps.Engine.Failover.Members;

/// <summary>The TLS settings of a channel, in the words of CHANGE REPLICATION SOURCE TO. Texts are empty where nothing is set.</summary>
public sealed record MemberChannelTls
{
    /// <summary>SOURCE_SSL.</summary>
    public bool IsUsed { get; init; }

    /// <summary>SOURCE_SSL_VERIFY_SERVER_CERT.</summary>
    public bool VerifiesServer { get; init; }

    /// <summary>SOURCE_SSL_CA.</summary>
    public string CaFile { get; init; } = "";

    /// <summary>SOURCE_SSL_CAPATH.</summary>
    public string CaPath { get; init; } = "";

    /// <summary>SOURCE_SSL_CERT.</summary>
    public string CertificateFile { get; init; } = "";

    /// <summary>SOURCE_SSL_KEY.</summary>
    public string KeyFile { get; init; } = "";

    /// <summary>SOURCE_SSL_CIPHER.</summary>
    public string Cipher { get; init; } = "";

    /// <summary>SOURCE_SSL_CRL.</summary>
    public string RevocationFile { get; init; } = "";

    /// <summary>SOURCE_SSL_CRLPATH.</summary>
    public string RevocationPath { get; init; } = "";

    /// <summary>SOURCE_TLS_VERSION.</summary>
    public string Versions { get; init; } = "";

    /// <summary>SOURCE_TLS_CIPHERSUITES; null where the server's default counts, or where the account may not read performance_schema.</summary>
    public string? CipherSuites { get; init; }
}
