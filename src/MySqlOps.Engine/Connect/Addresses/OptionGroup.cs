using System.Globalization;
using MySqlOps.Engine.Connect.OptionFiles;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Connect.Addresses;

/// <summary>What a group of an option file says of a server. Options for other programs are passed over.</summary>
internal sealed record OptionGroup
{
    private static readonly HashSet<string> AccountOptions = new(["user", "password", "host", "port", "protocol"], StringComparer.Ordinal);

    /// <summary>The user; null when the group names none.</summary>
    public string? User { get; private init; }

    /// <summary>The password; null when the group has none. The word alone, at which the mysql client asks, counts as none.</summary>
    public Secret? Password { get; private init; }

    /// <summary>The host; null when the group names none.</summary>
    public string? Host { get; private init; }

    /// <summary>The port; null when the group names none, or 0, which means the default.</summary>
    public int? Port { get; private init; }

    /// <summary>The socket that the mysql client would use; null when it would use TCP.</summary>
    public string? Socket { get; private init; }

    /// <summary>The options of the connection.</summary>
    public ConnectionOptions Options { get; private init; } = new();

    /// <summary>True for the host for which the mysql client uses a socket.</summary>
    public static bool IsLocal(string? host) => string.IsNullOrEmpty(host) || host.Equals(AddressEndpoint.LocalHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a group.</summary>
    /// <param name="entries">The group's options by name.</param>
    /// <exception cref="MySqlOpsException">OptionFileInvalid: a value that can't be.</exception>
    public static OptionGroup Read(IReadOnlyDictionary<string, OptionEntry> entries)
    {
        var options = new ConnectionOptions();
        foreach (var entry in entries.Values.Where(static entry => !AccountOptions.Contains(entry.Name)))
            options = options.With(entry.Name, entry.Value, problem => Invalid(entry, problem)) ?? options;
        var host = Value(entries, "host");
        return new OptionGroup
        {
            User = Value(entries, "user"),
            Password = Value(entries, "password") is { } password ? new Secret(password) : null,
            Host = host,
            Port = entries.TryGetValue("port", out var port) ? ReadPort(port) : null,
            Socket = UsesSocket(entries, host, options.Socket) ? options.Socket : null,
            Options = options,
        };
    }

    /// <summary>Whether the mysql client would use the socket: for localhost or where the protocol says so (manual 6.2.4).</summary>
    private static bool UsesSocket(IReadOnlyDictionary<string, OptionEntry> entries, string? host, string? socket)
    {
        if (!entries.TryGetValue("protocol", out var protocol))
            return IsLocal(host) && socket is not null;
        switch (protocol.Value?.ToUpperInvariant())
        {
            case "TCP":
                return false;
            case "SOCKET":
                return socket is not null ? true : throw Invalid(protocol, "with protocol=socket the group must name the socket");
            default:
                throw Invalid(protocol, "the protocol can be tcp or socket");
        }
    }

    private static string? Value(IReadOnlyDictionary<string, OptionEntry> entries, string name) => entries.TryGetValue(name, out var entry) ? entry.Value : null;

    private static int? ReadPort(OptionEntry entry)
    {
        if (ushort.TryParse(entry.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return port == 0 ? null : port;
        throw Invalid(entry, "the port is no number from 1 to 65535");
    }

    private static MySqlOpsException Invalid(OptionEntry entry, string problem) =>
        new(ErrorId.OptionFileInvalid, $"The option file {entry.File} can't be used because of line {entry.Line}, {entry.Name} in [{entry.Group}]: {problem}.", entry.File);
}
