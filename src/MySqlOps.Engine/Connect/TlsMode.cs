namespace MySqlOps.Engine.Connect;

/// <summary>How a connection uses TLS, with the names and meanings of the mysql client's --ssl-mode (manual 8.3.1).</summary>
public enum TlsMode
{
    /// <summary>Never.</summary>
    Disabled,

    /// <summary>When the server offers it; nothing is verified. The default.</summary>
    Preferred,

    /// <summary>Always; nothing is verified.</summary>
    Required,

    /// <summary>Always, and the certificate must come from a trusted authority.</summary>
    VerifyCA,

    /// <summary>Always, from a trusted authority, and for the host's very name.</summary>
    VerifyFull,
}
