using System.Globalization;

namespace MySqlOps.Engine.Connect.Addresses;

/// <summary>The options of a connection that a URI's query or an option file may give, with the mysql client's names. Null is "not given".</summary>
internal sealed record ConnectionOptions
{
    /// <summary>The options' names, for error messages.</summary>
    public const string Names = "ssl-mode, ssl-ca, ssl-cert, ssl-key, connect-timeout, command-timeout, get-server-public-key and socket";

    // In milliseconds it must still be an int, because timers take no more: almost 25 days.
    private const int MaxSeconds = int.MaxValue / 1000;

    /// <summary>When TLS is used and what is verified.</summary>
    public TlsMode? TlsMode { get; init; }

    /// <summary>The file of the authorities to trust.</summary>
    public string? CaFile { get; init; }

    /// <summary>The file of the client's certificate.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The file of that certificate's key.</summary>
    public string? KeyFile { get; init; }

    /// <summary>How long to wait for a connection.</summary>
    public TimeSpan? ConnectTimeout { get; init; }

    /// <summary>How long a statement may take; zero for no limit.</summary>
    public TimeSpan? CommandTimeout { get; init; }

    /// <summary>Whether the server's RSA key may be fetched over an unencrypted connection.</summary>
    public bool? GetServerPublicKey { get; init; }

    /// <summary>The path of the Unix socket.</summary>
    public string? Socket { get; init; }

    /// <summary>These options and one more.</summary>
    /// <param name="name">The option's name with dashes.</param>
    /// <param name="value">Its value; null when only the name is given.</param>
    /// <param name="fail">Makes the error for a value that can't be. It is not told the value.</param>
    /// <returns>Null when there is no option of that name.</returns>
    public ConnectionOptions? With(string name, string? value, Func<string, Exception> fail) => name switch
    {
        "ssl-mode" => this with { TlsMode = ReadTlsMode(value) ?? throw fail("ssl-mode is one of DISABLED, PREFERRED, REQUIRED, VERIFY_CA (VerifyCA) and VERIFY_IDENTITY (VerifyFull)") },
        "ssl-ca" => this with { CaFile = ReadPath(name, value, fail) },
        "ssl-cert" => this with { CertificateFile = ReadPath(name, value, fail) },
        "ssl-key" => this with { KeyFile = ReadPath(name, value, fail) },
        "connect-timeout" => this with { ConnectTimeout = ReadSeconds(value, 1) ?? throw fail($"connect-timeout is a number of seconds from 1 to {MaxSeconds}") },
        "command-timeout" => this with { CommandTimeout = ReadSeconds(value, 0) ?? throw fail($"command-timeout is a number of seconds from 0, for no limit, to {MaxSeconds}") },
        "get-server-public-key" => this with { GetServerPublicKey = ReadBoolean(value) ?? throw fail("get-server-public-key is true or false") },
        "socket" => this with { Socket = ReadSocket(value, fail) },
        _ => null,
    };

    private static TlsMode? ReadTlsMode(string? value) => value?.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "DISABLED" => Connect.TlsMode.Disabled,
        "PREFERRED" => Connect.TlsMode.Preferred,
        "REQUIRED" => Connect.TlsMode.Required,
        "VERIFYCA" => Connect.TlsMode.VerifyCA,
        "VERIFYIDENTITY" or "VERIFYFULL" => Connect.TlsMode.VerifyFull,
        _ => null,
    };

    private static TimeSpan? ReadSeconds(string? value, int least) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds >= least && seconds <= MaxSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static bool? ReadBoolean(string? value) => value?.ToUpperInvariant() switch
    {
        null or "TRUE" or "1" or "ON" => true,
        "FALSE" or "0" or "OFF" => false,
        _ => null,
    };

    private static string ReadPath(string name, string? value, Func<string, Exception> fail) =>
        string.IsNullOrEmpty(value) || value.Any(char.IsControl) ? throw fail($"{name} needs the path of a file") : value;

    private static string ReadSocket(string? value, Func<string, Exception> fail) =>
        value is ['/', _, ..] && !value.Any(char.IsControl) ? value : throw fail("socket needs a path that begins with a /");
}
