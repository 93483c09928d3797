namespace MySqlOps.Engine.Connect.Addresses;

/// <summary>An address that says everything itself.</summary>
internal sealed record WrittenAddress : ServerAddress
{
    /// <summary>The user; null when a URI names none.</summary>
    public string? User { get; init; }

    /// <summary>The password, which may be empty; null when none is written.</summary>
    public Secret? Password { get; init; }

    /// <summary>The host without brackets; localhost for a socket.</summary>
    public required string Host { get; init; }

    /// <summary>The port; null when none is written.</summary>
    public int? Port { get; init; }

    /// <summary>The Unix socket's path; null for TCP. The host is localhost then.</summary>
    public string? Socket { get; init; }

    /// <summary>What a URI's query says.</summary>
    public ConnectionOptions Options { get; init; } = new();
}
