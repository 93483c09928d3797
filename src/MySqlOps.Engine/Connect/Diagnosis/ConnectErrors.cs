using MySqlOps.Engine.Connect.Drivers;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Connect.Diagnosis;

/// <summary>Turns a failed connection into the one error that names its cause.</summary>
internal static class ConnectErrors
{
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(3);

    /// <summary>How long is looked again at who did not answer in time: the time-out must not grow by much.</summary>
    private static readonly TimeSpan SecondLookLimit = TimeSpan.FromMilliseconds(500);

    /// <summary>The error for a connection that failed.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="exception">What the driver, or our own clock, threw.</param>
    /// <param name="cancellationToken">Cancels the probe.</param>
    public static async Task<MySqlOpsException> ExplainAsync(MySqlServer server, Exception exception, CancellationToken cancellationToken)
    {
        if (ServerErrors.Read(exception) is { } error && SqlDriver.Current.Limitation(server) is null)
            return FromServer(server, error.Number, error.SqlState, error.Message, exception);
        if (exception is WireLoginException login)
            return FromLogin(server, login);
        var isTimeout = exception is TimeoutException;
        var longest = isTimeout ? SecondLookLimit : ProbeLimit;
        var probe = await ServerProbe.RunAsync(server, server.ConnectTimeout < longest ? server.ConnectTimeout : longest, cancellationToken).ConfigureAwait(false);

        // A driver takes another protocol's first words, as SSH's, for a packet's length, and waits in vain for the rest.
        if (isTimeout && probe.Outcome != ProbeOutcome.NotMySql)
            return Make(server, ErrorId.ConnectTimeout, TimedOut(server), exception);
        return probe.Outcome == ProbeOutcome.TurnedAway
            ? FromServer(server, probe.ErrorNumber!.Value, null, probe.Detail, exception)
            : FromProbe(server, probe, exception);
    }

    private static MySqlOpsException FromLogin(MySqlServer server, WireLoginException login) => login.Reason switch
    {
        WireLoginFailure.TlsNotOffered => Make(server, ErrorId.ConnectTlsNotOffered, NoTls(server), login),
        WireLoginFailure.PluginUnknown => Make(server, ErrorId.ConnectAuthenticationUnsupported, $"{server}: {login.Message}", login),
        _ => Make(server, ErrorId.ConnectInsecureAuthentication, Insecure(server), login),
    };

    private static MySqlOpsException FromProbe(MySqlServer server, ProbeResult probe, Exception exception)
    {
        var detail = probe.Detail.Length == 0 ? "" : $" ({probe.Detail})";
        return probe.Outcome switch
        {
            ProbeOutcome.UnknownHost => Make(server, ErrorId.ConnectUnknownHost, $"The host name of {server} does not resolve{detail}. Check the name, or use the address.", exception),
            ProbeOutcome.Refused when server.Socket is { } path => Make(server, ErrorId.ConnectRefused, $"No server listens on the socket {path}{detail}. Check that it runs, and its variable socket.", exception),
            ProbeOutcome.Refused => Make(server, ErrorId.ConnectRefused, $"Nothing listens at {server.Endpoint}{detail}. Check that the server runs, its port and its bind_address.", exception),
            ProbeOutcome.Unreachable => Make(server, ErrorId.ConnectUnreachable, $"{server.Endpoint} can't be reached{detail}. Check the route and the firewalls on the way.", exception),
            ProbeOutcome.TimedOut => Make(server, ErrorId.ConnectTimeout, TimedOut(server), exception),
            ProbeOutcome.HungUp => Make(server, ErrorId.ConnectFailed, $"{server.Endpoint} hung up before it greeted{detail}. Look into the server's error log, and at what stands between.", exception),
            ProbeOutcome.NotMySql => Make(server, ErrorId.ConnectNotMySql, $"What answers at {server.Endpoint} does not speak the MySQL protocol. Check the port: 3306 is the usual one, 33060 is the X protocol's.", exception),
            ProbeOutcome.TlsNotOffered => Make(server, ErrorId.ConnectTlsNotOffered, NoTls(server), exception),
            ProbeOutcome.TlsUntrusted => Make(server, ErrorId.ConnectTlsUntrusted, $"The certificate of {server.Endpoint} is not signed by an authority that is trusted here{detail}. Name the authority's PEM file as the CA.", exception),
            ProbeOutcome.TlsNameMismatch => Make(server, ErrorId.ConnectTlsNameMismatch, $"The certificate of {server.Endpoint} is for another host than {server.Host}. Use the name in the certificate, or mode VerifyCA.", exception),
            ProbeOutcome.TlsFailed => Make(server, ErrorId.ConnectTlsFailed, $"The TLS handshake with {server.Endpoint} failed{detail}. Check the certificate files, and tls_version on the server.", exception),
            ProbeOutcome.Fine when SqlDriver.Current.Limitation(server) is { } limitation => Make(server, ErrorId.DriverUnsupported, $"{limitation} Use a build on MySqlConnector to connect to {server} so.", exception),
            ProbeOutcome.Fine when IsInsecure(server, probe) => Make(server, ErrorId.ConnectInsecureAuthentication, Insecure(server), exception),
            _ => Make(server, ErrorId.ConnectFailed, $"The connection to {server} failed: {exception.Message}", exception),
        };
    }

    private static MySqlOpsException FromServer(MySqlServer server, int number, string? sqlState, string message, Exception exception)
    {
        var (id, sentence) = number switch
        {
            ServerErrorNumber.AccessDenied or ServerErrorNumber.AccessDeniedNoPassword or ServerErrorNumber.DatabaseAccessDenied => (
                ErrorId.ConnectAccessDenied,
                $"{server.Endpoint} refused the user {server.User} {(server.Password is null ? "without a password" : "with this password")}. Check the user, the password, and from which hosts the account may connect."),
            ServerErrorNumber.TooManyConnections or ServerErrorNumber.TooManyUserConnections or ServerErrorNumber.UserLimitReached => (
                ErrorId.ConnectTooManyConnections,
                $"{server.Endpoint} has no connection left for {server.User}: {message}. Try again later, end idle connections, or raise max_connections."),
            ServerErrorNumber.HostIsBlocked => (
                ErrorId.ConnectHostBlocked,
                $"{server.Endpoint} blocks this host after too many connection errors. Have an administrator run TRUNCATE TABLE performance_schema.host_cache there."),
            ServerErrorNumber.HostNotPrivileged => (
                ErrorId.ConnectHostNotAllowed,
                $"{server.Endpoint} has no account that may connect from this host. Create one for it, or connect from another host."),
            ServerErrorNumber.AccountIsLocked => (
                ErrorId.ConnectAccountLocked,
                $"The account {server.User} is locked on {server.Endpoint}. Unlock it with ALTER USER ... ACCOUNT UNLOCK."),
            ServerErrorNumber.MustChangePasswordLogin or ServerErrorNumber.MustChangePassword => (
                ErrorId.ConnectPasswordExpired,
                $"The password of {server.User} has expired on {server.Endpoint}. Set a new one with ALTER USER."),
            ServerErrorNumber.SecureTransportRequired => (
                ErrorId.ConnectTlsDemanded,
                $"{server.Endpoint} takes secure connections only (require_secure_transport). Use TLS mode Preferred or stricter."),
            ServerErrorNumber.PluginIsNotLoaded or ServerErrorNumber.NotSupportedAuthMode => (
                ErrorId.ConnectAuthenticationUnsupported,
                $"The account {server.User} on {server.Endpoint} uses an authentication plugin that can't be used: {message}"),
            _ => (ErrorId.ConnectFailed, $"{server.Endpoint} refused the connection with error {number}: {message}"),
        };
        return new MySqlOpsException(id, sentence, server, exception) { ServerErrorNumber = number, SqlState = sqlState };
    }

    // What is left when the network and TLS are fine and the server named no error: the driver kept the password to itself.
    private static bool IsInsecure(MySqlServer server, ProbeResult probe) =>
        server.Socket is null && !server.GetServerPublicKey && (server.Tls.Mode == TlsMode.Disabled || !probe.OffersTls);

    private static string NoTls(MySqlServer server) =>
        $"{server.Endpoint} offers no TLS, and mode {server.Tls.Mode} demands it. Give the server a certificate, or lower the mode.";

    private static string Insecure(MySqlServer server) =>
        $"The account of {server} authenticates over a secure connection only, and this one has no TLS. Use TLS or a socket, or allow the server's public key to be fetched.";

    private static string TimedOut(MySqlServer server) =>
        $"{server.Endpoint} did not answer within {server.ConnectTimeout.TotalSeconds:0.#} s. The server may hang or be overloaded, or a firewall drops the packets; look there, or raise the connect time-out.";

    private static MySqlOpsException Make(MySqlServer server, ErrorId id, string message, Exception exception) => new(id, message, server, exception);
}
