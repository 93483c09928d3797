namespace MySqlOps.Engine.Connect.LoginPaths;

/// <summary>A named server and account in the login-path file, which mysql_config_editor and all of MySQL's client programs share.</summary>
/// <remarks>
/// A client program started with --login-path also reads the file's [client] group. Here a login path is what its own name says and no more.
/// </remarks>
public sealed record LoginPath
{
    /// <summary>The name; the client programs tell names apart without case.</summary>
    public required string Name { get; init; }

    /// <summary>The account's user name; null when the login path has none.</summary>
    public string? User { get; init; }

    /// <summary>The host; null when the login path has none, which means localhost.</summary>
    public string? Host { get; init; }

    /// <summary>The TCP port; null when the login path has none.</summary>
    public int? Port { get; init; }

    /// <summary>The path of the Unix socket; null when the login path has none.</summary>
    public string? Socket { get; init; }

    /// <summary>True when the login path has a password, which may be empty.</summary>
    public bool HasPassword => Password is not null;

    /// <summary>The password; null when the login path has none.</summary>
    internal Secret? Password { get; init; }
}
