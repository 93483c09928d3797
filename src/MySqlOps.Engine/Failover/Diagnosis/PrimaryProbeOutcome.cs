namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>How far our own look at a primary came.</summary>
public enum PrimaryProbeOutcome
{
    /// <summary>It let us in and answered.</summary>
    Answered,

    /// <summary>Its host answered that nothing listens there.</summary>
    Refused,

    /// <summary>The connection was made, and closed by the other side before we were in. A proxy in front of a dead server does that.</summary>
    Lost,

    /// <summary>Nobody took the connection in time.</summary>
    ConnectTimeout,

    /// <summary>The connection was made, but we were not let in in time.</summary>
    HandshakeTimeout,

    /// <summary>We were let in, but a statement was not answered in time.</summary>
    QueryTimeout,

    /// <summary>The network has no way there, or says that the host is not there.</summary>
    NetworkUnreachable,

    /// <summary>The host's name does not resolve here, which says nothing of the server.</summary>
    UnknownHost,

    /// <summary>It has no connection left for us. It lives.</summary>
    TooManyConnections,

    /// <summary>It refused our account, host or way to log in, or we its certificate. It lives.</summary>
    LoginRefused,
}
