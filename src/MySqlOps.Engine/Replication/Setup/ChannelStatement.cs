using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Setup.Checks;

namespace MySqlOps.Engine.Replication.Setup;

/// <summary>The statements about a replication channel. The server keeps the password out of its logs and of its process list.</summary>
internal static class ChannelStatement
{
    /// <summary>The channel by which a replica tries its source.</summary>
    public const string ProbeChannel = "mysqlops_probe";

    /// <summary>CHANGE REPLICATION SOURCE TO with all that is wanted.</summary>
    /// <param name="facts">The two servers, and what is wanted.</param>
    /// <param name="password">The password; null leaves it out, as a plan does.</param>
    /// <param name="isNew">True where the replica begins; else it goes on where it is.</param>
    public static string Change(SetupFacts facts, Secret? password, bool isNew)
    {
        var options = facts.Options;
        List<string> parts = [.. Connection(facts, password, isNew)];
        if (isNew)
            parts.AddRange(Place(facts));
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"SOURCE_RETRY_COUNT = {RunningChecks.RetryCount}"));
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"SOURCE_CONNECT_RETRY = {RunningChecks.RetrySeconds}"));
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"SOURCE_HEARTBEAT_PERIOD = {RunningChecks.HeartbeatSeconds}"));
        if (options.Delay is { } delay)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"SOURCE_DELAY = {(long)delay.TotalSeconds}"));
        return $"CHANGE REPLICATION SOURCE TO {string.Join(", ", parts)}{For(options.Channel)}";
    }

    /// <summary>A channel that gets nothing but heartbeats: it begins where the source's log ends.</summary>
    public static string Probe(SetupFacts facts, Secret password, string file, long position)
    {
        string[] place = [$"SOURCE_LOG_FILE = {SqlLiteral.Quote(file)}", string.Create(CultureInfo.InvariantCulture, $"SOURCE_LOG_POS = {position}"), "SOURCE_AUTO_POSITION = 0"];
        return $"CHANGE REPLICATION SOURCE TO {string.Join(", ", [.. Connection(facts, password, isNew: true), .. place, "SOURCE_RETRY_COUNT = 1", "SOURCE_CONNECT_RETRY = 1", "SOURCE_HEARTBEAT_PERIOD = 0.1"])}{For(ProbeChannel)}";
    }

    /// <summary>True where the channel is configured as is wanted.</summary>
    public static bool IsAsWanted(SetupFacts facts) => facts is { IsFollowing: true, Channel: { } channel }
        && channel.Host.Equals(facts.SourceHost, StringComparison.OrdinalIgnoreCase)
        && channel.Port == facts.SourcePort
        && (!facts.Options.IsUserGiven || channel.User == facts.Options.ReplicationUser)
        && (channel.AutoPosition || facts.Options.Start != ReplicationStart.AutoPosition)
        && channel.UsesTls == facts.UsesTls
        && channel.CaFile == facts.CaFile
        && channel.VerifiesName == (facts.Source.Server.Tls.Mode == TlsMode.VerifyFull)
        && channel.GetsPublicKey == !facts.UsesTls
        && channel.RetryCount == RunningChecks.RetryCount
        && channel.RetrySeconds == RunningChecks.RetrySeconds
        && channel.HeartbeatSeconds == RunningChecks.HeartbeatSeconds
        && (facts.Options.Delay is not { } delay || channel.DelaySeconds == (long)delay.TotalSeconds);

    /// <summary><c> FOR CHANNEL 'name'</c>.</summary>
    public static string For(string channel) => $" FOR CHANNEL {SqlLiteral.Quote(channel)}";

    /// <summary>All of TLS is said each time: what is not said would stay as another source had it.</summary>
    private static IEnumerable<string> Connection(SetupFacts facts, Secret? password, bool isNew)
    {
        yield return $"SOURCE_HOST = {SqlLiteral.Quote(facts.SourceHost)}";
        yield return string.Create(CultureInfo.InvariantCulture, $"SOURCE_PORT = {facts.SourcePort}");
        if (isNew || facts.Options.IsUserGiven)
            yield return $"SOURCE_USER = {SqlLiteral.Quote(facts.Options.ReplicationUser)}";
        if (password is not null)
            yield return $"SOURCE_PASSWORD = {SqlLiteral.Quote(password.Reveal())}";
        yield return $"SOURCE_SSL = {(facts.UsesTls ? 1 : 0)}";
        yield return $"SOURCE_SSL_CA = {SqlLiteral.Quote(facts.CaFile)}";
        yield return $"SOURCE_SSL_VERIFY_SERVER_CERT = {(facts.Source.Server.Tls.Mode == TlsMode.VerifyFull ? 1 : 0)}";
        yield return $"GET_SOURCE_PUBLIC_KEY = {(facts.UsesTls ? 0 : 1)}";
    }

    private static IEnumerable<string> Place(SetupFacts facts)
    {
        switch (facts.Options.Start)
        {
            case ReplicationStart.AutoPosition:
                yield return "SOURCE_AUTO_POSITION = 1";
                break;
            case ReplicationStart.FromBeginning:
                yield return "SOURCE_AUTO_POSITION = 0";
                yield return $"SOURCE_LOG_FILE = {SqlLiteral.Quote(facts.Source.BinaryLogs is [var (first, _), ..] ? first : "")}";
                yield return "SOURCE_LOG_POS = 4";
                break;
            default:
                yield return "SOURCE_AUTO_POSITION = 0";
                yield return $"SOURCE_LOG_FILE = {SqlLiteral.Quote(facts.Options.BinlogFile!)}";
                yield return string.Create(CultureInfo.InvariantCulture, $"SOURCE_LOG_POS = {facts.Options.BinlogPosition}");
                break;
        }
    }
}
