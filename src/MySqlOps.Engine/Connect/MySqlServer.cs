using System.Globalization;

namespace MySqlOps.Engine.Connect;

/// <summary>A server and the account to use there: what every cmdlet's -Server takes and every result carries.</summary>
/// <remarks>It is a description, not an open connection, so it can be kept, copied and used from many threads. Its text never holds the password.</remarks>
public sealed record MySqlServer
{
    /// <summary>The port that MySQL listens on unless told otherwise.</summary>
    public const int DefaultPort = 3306;

    /// <summary>The host's name or address, without brackets; <c>localhost</c> for a socket.</summary>
    public required string Host { get; init; }

    /// <summary>The TCP port; not used with a socket.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The path of the Unix socket; null for TCP.</summary>
    public string? Socket { get; init; }

    /// <summary>The account's user name.</summary>
    public required string User { get; init; }

    /// <summary>How the connection is encrypted.</summary>
    public TlsSettings Tls { get; init; } = new();

    /// <summary>How long to wait for a connection.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one statement may take before it is killed; zero for no limit.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// True allows fetching the server's RSA key over an unencrypted connection, as the mysql client's --get-server-public-key does.
    /// Who can answer in the server's place can then read the password. On loopback nobody can, and it is done without asking.
    /// </summary>
    public bool GetServerPublicKey { get; init; }

    /// <summary>Where the description came from: a login path, or an option file with its group; null when it was written out.</summary>
    public string? Source { get; init; }

    /// <summary>The account's password; null for none.</summary>
    internal Secret? Password { get; init; }

    /// <summary>Where the server is, without the account: <c>host:port</c>, IPv6 in brackets, or the socket's path.</summary>
    public string Endpoint => Socket ?? string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    /// <summary>The same server with a password.</summary>
    /// <param name="password">The password; it is kept, and shown by nothing.</param>
    public MySqlServer WithPassword(string password) => this with { Password = new Secret(password) };

    /// <summary><c>user@host:port</c>, never a secret.</summary>
    public override string ToString() => $"{User}@{Endpoint}";
}
