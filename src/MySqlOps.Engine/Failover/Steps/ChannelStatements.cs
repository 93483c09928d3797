using System.Globalization;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Steps;

/// <summary>Statements that point a channel to another source and keep everything else of it.</summary>
internal static class ChannelStatements
{
    /// <summary>
    /// Points a channel to another source while its applier goes on: host and port alone change, so the server keeps the account, its password, TLS, the retries and
    /// the rest as they are. Only the heartbeat it sets back to half of replica_net_timeout (seen on 9.7), so that is said again.
    /// </summary>
    /// <param name="channel">The channel as it is.</param>
    /// <param name="host">The new source's host.</param>
    /// <param name="port">The new source's port.</param>
    /// <param name="login">An account in place of the channel's own; null keeps that.</param>
    public static IReadOnlyList<StepStatement> Repoint(MemberChannel channel, string host, int port, ReplicationLogin? login)
    {
        List<StepStatement> statements = [StopReceiver(channel.Name), Change([.. Address(host, port), .. Heartbeat(channel)], channel.User.Length == 0 ? null : login, channel.Name)];
        if (channel.Receiver != Replication.Status.ReceiverState.Off)
            statements.Add(StartReceiver(channel, login));
        return statements;
    }

    /// <summary>Gives a server that has no such channel one like that of another member, and starts it.</summary>
    /// <param name="model">The channel whose settings count.</param>
    /// <param name="settings">Those of its settings that only its own server can read; null where it did not say.</param>
    /// <param name="host">The source's host.</param>
    /// <param name="port">The source's port.</param>
    /// <param name="login">The account.</param>
    public static IReadOnlyList<StepStatement> Create(MemberChannel model, ChannelSettings? settings, string host, int port, ReplicationLogin login)
    {
        var tls = model.Tls;
        List<string> parts =
        [
            .. Address(host, port),
            "SOURCE_AUTO_POSITION = 1",
            .. Heartbeat(model),
            Number("SOURCE_CONNECT_RETRY", (long)model.RetryInterval.TotalSeconds),
            Number("SOURCE_RETRY_COUNT", model.RetryCount),
            Truth("SOURCE_SSL", tls.IsUsed),
            Truth("SOURCE_SSL_VERIFY_SERVER_CERT", tls.VerifiesServer),
            Truth("GET_SOURCE_PUBLIC_KEY", model.GetsPublicKey),
            .. Given("SOURCE_SSL_CA", tls.CaFile),
            .. Given("SOURCE_SSL_CAPATH", tls.CaPath),
            .. Given("SOURCE_SSL_CERT", tls.CertificateFile),
            .. Given("SOURCE_SSL_KEY", tls.KeyFile),
            .. Given("SOURCE_SSL_CIPHER", tls.Cipher),
            .. Given("SOURCE_SSL_CRL", tls.RevocationFile),
            .. Given("SOURCE_SSL_CRLPATH", tls.RevocationPath),
            .. Given("SOURCE_TLS_VERSION", tls.Versions),
            .. Given("SOURCE_TLS_CIPHERSUITES", tls.CipherSuites),
            .. Given("SOURCE_PUBLIC_KEY_PATH", model.PublicKeyPath),
            .. Given("SOURCE_COMPRESSION_ALGORITHMS", model.CompressionAlgorithms),
        ];
        if (model.ZstdLevel is { } level)
            parts.Add(Number("SOURCE_ZSTD_COMPRESSION_LEVEL", level));
        parts.AddRange(settings?.Clauses ?? []);
        return [Change(parts, login, model.Name), StartBoth(model, login)];
    }

    /// <summary>Stops both threads of a channel.</summary>
    public static StepStatement Stop(string channel) => $"STOP REPLICA{For(channel)}";

    /// <summary>Starts those threads of a channel that ran before.</summary>
    public static StepStatement Restart(MemberChannel channel, ReplicationLogin? login) => channel.Receiver == Replication.Status.ReceiverState.Off
        ? $"START REPLICA SQL_THREAD{For(channel.Name)}"
        : StartBoth(channel, login);

    /// <summary>Removes a channel with its relay logs.</summary>
    public static StepStatement Remove(string channel) => $"RESET REPLICA ALL{For(channel)}";

    private static StepStatement StopReceiver(string channel) => $"STOP REPLICA IO_THREAD{For(channel)}";

    private static StepStatement StartReceiver(MemberChannel channel, ReplicationLogin? login) => Start("START REPLICA IO_THREAD", channel, login);

    private static StepStatement StartBoth(MemberChannel channel, ReplicationLogin? login) => Start("START REPLICA", channel, login);

    /// <summary>A channel without a user gets one each time it is started, so that none is kept on disk.</summary>
    private static StepStatement Start(string start, MemberChannel channel, ReplicationLogin? login)
    {
        if (channel.User.Length > 0 || login is null)
            return $"{start}{For(channel.Name)}";
        var user = $"{start} USER = {SqlLiteral.Quote(login.User)}";
        return login.Password is null ? $"{user}{For(channel.Name)}" : StepStatement.WithPassword($"{user} PASSWORD = ", login.Password, For(channel.Name));
    }

    private static StepStatement Change(IEnumerable<string> parts, ReplicationLogin? login, string channel)
    {
        var change = $"CHANGE REPLICATION SOURCE TO {string.Join(", ", parts)}";
        if (login is null)
            return $"{change}{For(channel)}";
        change = $"{change}, SOURCE_USER = {SqlLiteral.Quote(login.User)}";
        return login.Password is null ? $"{change}, SOURCE_PASSWORD = ''{For(channel)}" : StepStatement.WithPassword($"{change}, SOURCE_PASSWORD = ", login.Password, For(channel));
    }

    private static IEnumerable<string> Address(string host, int port) => [Text("SOURCE_HOST", host), Number("SOURCE_PORT", port)];

    private static IEnumerable<string> Heartbeat(MemberChannel channel) =>
        channel.HeartbeatInterval is { } interval ? [string.Create(CultureInfo.InvariantCulture, $"SOURCE_HEARTBEAT_PERIOD = {interval.TotalSeconds:0.###}")] : [];

    private static string Text(string name, string value) => $"{name} = {SqlLiteral.Quote(value)}";

    private static IEnumerable<string> Given(string name, string? value) => value is { Length: > 0 } ? [Text(name, value)] : [];

    private static string Number(string name, long value) => string.Create(CultureInfo.InvariantCulture, $"{name} = {value}");

    private static string Truth(string name, bool value) => $"{name} = {(value ? 1 : 0)}";

    private static string For(string channel) => $" FOR CHANNEL {SqlLiteral.Quote(channel)}";
}
