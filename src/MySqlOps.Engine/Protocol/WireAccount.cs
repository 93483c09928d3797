namespace MySqlOps.Engine.Protocol;

/// <summary>Who logs in.</summary>
/// <param name="user">The account's user name.</param>
/// <param name="password">The password; empty for none.</param>
/// <param name="mayFetchKey">True when the server's RSA key may be taken from an open line.</param>
internal sealed class WireAccount(string user, string password, bool mayFetchKey)
{
    /// <summary>The account's user name.</summary>
    public string User { get; } = user;

    /// <summary>The password; empty for none.</summary>
    public string Password { get; } = password;

    /// <summary>True when the server's RSA key may be taken from an open line.</summary>
    public bool MayFetchKey { get; } = mayFetchKey;
}
