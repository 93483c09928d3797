using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Connect.Information;

/// <summary>What a server says of itself. Null means that it did not say, or that the account may not see it.</summary>
public sealed record ServerInformation
{
    /// <summary>The server.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>The version as the server says it, as 9.7.4.</summary>
    public required string Version { get; init; }

    /// <summary>Whose server it is.</summary>
    public required ServerFlavor Flavor { get; init; }

    /// <summary>The build's comment, as "MySQL Community Server - GPL".</summary>
    public string? VersionComment { get; init; }

    /// <summary>The server's own host name.</summary>
    public string? HostName { get; init; }

    /// <summary>How long the server has run.</summary>
    public TimeSpan? Uptime { get; init; }

    /// <summary>What it does in replication.</summary>
    public ServerRole? Role { get; init; }

    /// <summary>The sources that it follows, as host:port, one a channel.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>How many replicas are connected to it; null without the privilege PROCESS.</summary>
    public int? ReplicaCount { get; init; }

    /// <summary>Who may write on it.</summary>
    public required ReadOnlyState ReadOnly { get; init; }

    /// <summary>Its number in replication.</summary>
    public long? ServerId { get; init; }

    /// <summary>Its UUID; null on MariaDB.</summary>
    public string? ServerUuid { get; init; }

    /// <summary>OFF, OFF_PERMISSIVE, ON_PERMISSIVE or ON; null on MariaDB.</summary>
    public string? GtidMode { get; init; }

    /// <summary>The GTIDs that it has executed, as the server writes them, without line breaks.</summary>
    public string? GtidExecuted { get; init; }

    /// <summary>The GTIDs that are no longer in its binary logs.</summary>
    public string? GtidPurged { get; init; }

    /// <summary>True when it writes binary logs.</summary>
    public required bool IsBinaryLogEnabled { get; init; }

    /// <summary>ROW, STATEMENT or MIXED.</summary>
    public string? BinaryLogFormat { get; init; }

    /// <summary>The binary log that it writes now.</summary>
    public string? BinaryLogFile { get; init; }

    /// <summary>The position in that binary log, in bytes.</summary>
    public long? BinaryLogPosition { get; init; }

    /// <summary>The data directory.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>The installation's directory.</summary>
    public string? BaseDirectory { get; init; }

    /// <summary>The plugins' directory.</summary>
    public string? PluginDirectory { get; init; }

    /// <summary>The option files that set variables; empty when none did or the server does not say.</summary>
    public IReadOnlyList<string> OptionFiles { get; init; } = [];

    /// <summary>The general, slow and error log.</summary>
    public IReadOnlyList<ServerLogFile> Logs { get; init; } = [];

    /// <summary>The account that the server took us for, as user@host.</summary>
    public string? Account { get; init; }

    /// <summary>The TLS version of this connection, as TLSv1.3; null when it is not encrypted.</summary>
    public string? TlsVersion { get; init; }

    /// <summary>The cipher of this connection; null when it is not encrypted.</summary>
    public string? TlsCipher { get; init; }

    /// <summary>True when the server takes encrypted connections, sockets and shared memory only.</summary>
    public bool IsTlsRequired { get; init; }

    /// <summary>The plugins.</summary>
    public IReadOnlyList<ServerPlugin> Plugins { get; init; } = [];

    /// <summary>The installed components' URNs; null when the account may not see them.</summary>
    public IReadOnlyList<string>? Components { get; init; }

    /// <summary>The variables that somebody has set, with who did; null when the account may not see it.</summary>
    public IReadOnlyList<ServerVariable>? ChangedVariables { get; init; }
}
