namespace MySqlOps.Engine.Connect.Diagnosis;

/// <summary>How far a probe of a server came.</summary>
internal enum ProbeOutcome
{
    /// <summary>The network, the greeting and TLS are all right.</summary>
    Fine,

    /// <summary>The host's name does not resolve.</summary>
    UnknownHost,

    /// <summary>Nothing listens there.</summary>
    Refused,

    /// <summary>No route to the host.</summary>
    Unreachable,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The other side hung up before its greeting.</summary>
    HungUp,

    /// <summary>What answered is not MySQL.</summary>
    NotMySql,

    /// <summary>The server turned us away with an error in place of its greeting.</summary>
    TurnedAway,

    /// <summary>TLS was required and is not offered.</summary>
    TlsNotOffered,

    /// <summary>The certificate is not from a trusted authority.</summary>
    TlsUntrusted,

    /// <summary>The certificate is for another name.</summary>
    TlsNameMismatch,

    /// <summary>The TLS handshake failed otherwise.</summary>
    TlsFailed,
}
